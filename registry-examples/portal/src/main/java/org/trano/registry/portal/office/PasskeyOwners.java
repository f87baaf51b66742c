package org.trano.registry.portal.office;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;

/** Whom passkeys belong to: the accounts, which nobody can change from here. */
@Component
class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {
    private static final int UUID_BYTES = 16;

    private final Office office;

    PasskeyOwners(Office office) {
        this.office = office;
    }

    static Bytes bytes(UUID account) {
        return new Bytes(ByteBuffer.allocate(UUID_BYTES)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array());
    }

    static @Nullable UUID account(Bytes id) {
        if (id.getBytes().length != UUID_BYTES) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(id.getBytes());
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static PublicKeyCredentialUserEntity entity(Account account) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(bytes(account.id()))
                .name(account.name())
                .displayName(account.fullName())
                .build();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        UUID account = account(id);
        return account == null
                ? null
                : office.account(account).map(PasskeyOwners::entity).orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
        return office.named(name).map(PasskeyOwners::entity).orElse(null);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new UnsupportedOperationException("Accounts are opened by two administrators.");
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("Accounts are never deleted, only suspended.");
    }
}
