package org.trano.registry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has cost so far. */
final class ProcessFigures {
    private ProcessFigures() {}

    /** Processor seconds of all threads since the process began, the virtual machine's own included. */
    static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(Double.NaN);
    }

    /** The most memory the process has held, in MiB: the kernel's figure on Linux, elsewhere that of the heap. */
    static long peakMegabytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException e) {
            // Not on Linux.
        }
        return Runtime.getRuntime().totalMemory() >> 20;
    }
}
