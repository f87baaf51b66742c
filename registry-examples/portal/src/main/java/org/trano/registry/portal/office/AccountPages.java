package org.trano.registry.portal.office;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.portal.office.OfficeEvent.AccountOpened;
import org.trano.registry.portal.office.OfficeEvent.AccountRecovered;
import org.trano.registry.portal.office.OfficeEvent.Grant;
import org.trano.registry.portal.office.OfficeEvent.Part;
import org.trano.registry.portal.office.OfficeEvent.RightsGiven;

/** Who the administrators are; opening, rights and recovery are proposed here and confirmed by another. */
@Controller
@RequestMapping("/admin/{language:fr|en}/accounts")
class AccountPages {
    private static final int MOST_NAME = 100;
    private static final int MOST_REASON = 500;

    private final Office office;
    private final EventCodec codec;

    AccountPages(Office office, EventCodec codec) {
        this.office = office;
        this.codec = codec;
    }

    /** Whether somebody can sign in with this: small letters, digits, dots, hyphens, 3 to 40 of them. */
    static boolean isName(String name) {
        return name.matches("[a-z][a-z0-9.-]{1,38}[a-z0-9]");
    }

    @GetMapping
    String accounts(Model model) {
        model.addAttribute("rights", Right.values());
        return "office/accounts";
    }

    @PostMapping
    String open(
            @PathVariable String language,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String fullName,
            @RequestParam(defaultValue = "") List<String> rights,
            Authentication who) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        if (!isName(plain)) {
            throw new OfficeException("account.name");
        }
        if (fullName.isBlank() || fullName.length() > MOST_NAME || !EntryForm.isReadable(fullName)) {
            throw new OfficeException("account.full-name");
        }
        return propose(language, who, new AccountOpened(UUID.randomUUID(), plain, fullName.strip(), rights(rights)));
    }

    @PostMapping("/{id}/rights")
    String rights(
            @PathVariable String language,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<String> rights,
            Authentication who) {
        Account account = find(id);
        Set<Right> given = rights(rights);
        if (given.equals(account.rights())) {
            throw new OfficeException("account.same");
        }
        return propose(language, who, new RightsGiven(id, given));
    }

    @PostMapping("/{id}/recover")
    String recover(@PathVariable String language, @PathVariable UUID id, Authentication who) {
        return propose(language, who, new AccountRecovered(find(id).id()));
    }

    @PostMapping("/{id}/suspend")
    String suspend(
            @PathVariable String language,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Authentication who) {
        if (!((SignedIn) who).isFresh()) {
            return again(language);
        }
        if (reason.length() > MOST_REASON || !EntryForm.isReadable(reason)) {
            throw new OfficeException("account.reason");
        }
        office.suspend(OfficeAdvice.require(office, who), find(id), reason);
        return "redirect:/admin/" + language + "/accounts";
    }

    private static String again(String language) {
        return "redirect:/admin/" + language + "/again?to=accounts";
    }

    private Account find(UUID id) {
        return office.account(id).orElseThrow(() -> new OfficeException("proposal.gone"));
    }

    private static Set<Right> rights(List<String> names) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (Right right : Right.values()) {
            if (names.contains(right.name())) {
                rights.add(right);
            }
        }
        return rights;
    }

    private String propose(String language, Authentication who, Grant grant) {
        if (!((SignedIn) who).isFresh()) {
            return again(language);
        }
        Proposal proposal = office.propose(
                OfficeAdvice.require(office, who),
                null,
                grant.about(),
                List.of(Part.of(grant, LocalDate.now(), null, codec)),
                null,
                "");
        return "redirect:/admin/" + language + "/proposals/" + proposal.id();
    }
}
