package org.trano.registry.portal.office;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.trano.registry.core.RegistryException;
import org.trano.registry.portal.OwnerOnly;
import org.trano.registry.portal.PortalSettings;

/**
 * Lets the first administrators in, and one whom no colleague can help: by settings, which only those can make who run the server. Codes are
 * written into a file that only they can read.
 */
@Component
class Founders implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Founders.class);

    private final PortalSettings settings;
    private final Office office;
    private final Secrets secrets;

    Founders(PortalSettings settings, Office office, Secrets secrets) {
        this.settings = settings;
        this.office = office;
        this.secrets = secrets;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        StringBuilder codes = new StringBuilder();
        found(codes);
        if (!settings.recover().isBlank()) {
            Account account = office.named(settings.recover())
                    .orElseThrow(() -> new RegistryException("There is no administrator named '" + settings.recover()
                            + "' (portal.recover). Maybe the name is mistyped?"));
            office.byOperator(new OfficeEvent.AccountRecovered(account.id()), "portal.recover");
            code(account, codes);
        }
        if (!codes.isEmpty()) {
            Path file = settings.codesFile();
            Files.deleteIfExists(file);
            OwnerOnly.create(file);
            Files.writeString(file, codes);
            LOG.info(
                    "Codes for administrators are in {}: hand them over, then delete the file.", file.toAbsolutePath());
        }
    }

    /** Founders are let in until one of them has begun. */
    private void found(StringBuilder codes) {
        List<String> names = settings.founders();
        if (names.isEmpty() || office.accounts().stream().anyMatch(one -> secrets.isBegun(one.id()))) {
            return;
        }
        if (names.stream().distinct().count() < 2) {
            throw new RegistryException(
                    "portal.founders must name two administrators at least: what one proposes another confirms.");
        }
        for (String one : names) {
            String[] both = one.split(":", 2);
            String name = both[0].strip().toLowerCase(Locale.ROOT);
            String fullName = both[both.length - 1].strip();
            if (!AccountPages.isName(name)) {
                throw new RegistryException("'" + one + "' (portal.founders) is no name to sign in with."
                        + " Maybe only letters a to z, digits, dots and hyphens?");
            }
            if (office.named(name).isEmpty()) {
                office.byOperator(
                        new OfficeEvent.AccountOpened(UUID.randomUUID(), name, fullName, EnumSet.allOf(Right.class)),
                        "portal.founders");
            }
            office.named(name).ifPresent(account -> code(account, codes));
        }
    }

    private void code(Account account, StringBuilder codes) {
        codes.append(account.name())
                .append('\t')
                .append(secrets.newCode(account.id()))
                .append('\n');
    }
}
