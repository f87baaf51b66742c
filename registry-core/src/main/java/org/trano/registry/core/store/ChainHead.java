package org.trano.registry.core.store;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The end of the journal. Written down elsewhere, it proves later that nothing before it was changed or cut off. The array is
 * shared, not copied: do not write to it.
 *
 * @param sequence the last event's sequence, 0 for an empty journal
 * @param chain the last event's chain value, 32 bytes
 */
public record ChainHead(long sequence, byte[] chain) {
    /**
     * The chain value as a person copies it.
     *
     * @return 64 hexadecimal digits
     */
    public String hex() {
        return HexFormat.of().formatHex(chain);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainHead head && sequence == head.sequence && Arrays.equals(chain, head.chain);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence) * 31 + Arrays.hashCode(chain);
    }

    @Override
    public String toString() {
        return sequence + ":" + hex();
    }
}
