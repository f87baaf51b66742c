package org.trano.registry.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.trano.registry.core.RegistryException;

/** Files that nobody may read but whoever runs the portal. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /**
     * Makes an empty file that only its owner may read and write, where the file system knows owners.
     *
     * @return false where the file was there already
     */
    public static boolean create(Path file) {
        boolean knowsOwners =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = knowsOwners
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, attributes);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException e) {
            throw new RegistryException("The folder of " + file + " does not exist. Maybe create it first?", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
