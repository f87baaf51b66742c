package org.trano.registry.portal.office;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.portal.Language;
import org.trano.registry.portal.NothingHere;
import org.trano.registry.portal.PortalSettings;
import org.trano.registry.portal.PublicPages;
import org.trano.registry.portal.PublicView;
import org.trano.registry.portal.PublicWindow;
import org.trano.registry.portal.office.OfficeEvent.AccountOpened;
import org.trano.registry.portal.office.OfficeEvent.AccountRecovered;
import org.trano.registry.portal.office.OfficeEvent.Grant;

/** The desk: what waits for a second person, what is under way, who did what. */
@Controller
@RequestMapping("/admin/{language:fr|en}")
class ProposalPages {
    private static final int PAGE = 50;
    private static final int MOST_REASON = 500;

    private final Office office;
    private final Entries entries;
    private final Secrets secrets;
    private final PublicWindow window;
    private final PortalSettings settings;

    ProposalPages(Office office, Entries entries, Secrets secrets, PublicWindow window, PortalSettings settings) {
        this.office = office;
        this.entries = entries;
        this.secrets = secrets;
        this.window = window;
        this.settings = settings;
    }

    @GetMapping
    String desk(Authentication who, Model model) {
        Account me = OfficeAdvice.require(office, who);
        List<Proposal> open =
                office.proposals().stream().filter(Proposal::isOpen).toList();
        model.addAttribute(
                "forMe", open.stream().filter(one -> one.waitsFor(me)).toList());
        model.addAttribute(
                "others", open.stream().filter(one -> !one.waitsFor(me)).toList());
        model.addAttribute(
                "decided",
                office.proposals().stream()
                        .filter(one -> !one.isOpen())
                        .limit(10)
                        .toList());
        return "office/desk";
    }

    @GetMapping("/acts")
    String acts(@RequestParam(defaultValue = "1") String page, Model model) {
        PublicPages.page(office.acts(), page, PAGE, model);
        return "office/acts";
    }

    @GetMapping("/proposals/{id}")
    String proposal(@PathVariable UUID id, Authentication who, Model model) {
        Account me = OfficeAdvice.require(office, who);
        Proposal proposal = find(id);
        model.addAttribute("proposal", proposal);
        model.addAttribute("waitsForMe", proposal.isOpen() && proposal.waitsFor(me));
        model.addAttribute("isMine", proposal.proposed().by().equals(me.id()));
        model.addAttribute("changes", changes(proposal));
        return "office/proposal";
    }

    private List<Change> changes(Proposal proposal) {
        EntryKind kind = proposal.proposed().kind();
        if (kind == null) {
            return List.of();
        }
        return Change.of(
                proposal, entries.find(kind, proposal.proposed().what()).orElse(null), window.view());
    }

    private Proposal find(UUID id) {
        return office.proposal(id).orElseThrow(NothingHere::new);
    }

    /** The page as the public will see it. */
    @GetMapping("/proposals/{id}/preview/{shown:fr|en|ar|mg}")
    String preview(@PathVariable UUID id, @PathVariable String shown, Model model) {
        Proposal proposal = find(id);
        EntryKind kind = proposal.proposed().kind();
        if (kind == null || proposal.isRemoval()) {
            throw new NothingHere();
        }
        return preview(
                kind, proposal.proposed().what(), proposal.events(), proposal.day(), shown, window.view(), model);
    }

    static String preview(
            EntryKind kind,
            UUID what,
            List<RegistryEvent> events,
            LocalDate day,
            String language,
            PublicView now,
            Model model) {
        PublicView then = now.with(events, day);
        PublicPages.fill(model, then, Language.of(language).orElse(Language.FR));
        model.addAttribute("preview", true);
        return PublicPages.entry(kind.path(), what.toString(), then, model);
    }

    @PostMapping("/proposals/{id}/confirm")
    String confirm(@PathVariable String language, @PathVariable UUID id, Authentication who, Model model) {
        Account me = OfficeAdvice.require(office, who);
        Proposal proposal = find(id);
        boolean isGrant = proposal.events().get(0) instanceof Grant;
        if (isGrant && !((SignedIn) who).isFresh()) {
            return "redirect:/admin/" + language + "/again?to=proposals/" + id;
        }
        Proposal confirmed = office.confirm(me, id);
        RegistryEvent event = confirmed.events().get(0);
        if (event instanceof AccountOpened || event instanceof AccountRecovered) {
            UUID account = ((Grant) event).about();
            model.addAttribute("account", office.account(account).orElseThrow(NothingHere::new));
            model.addAttribute("code", secrets.newCode(account));
            model.addAttribute("hours", Secrets.CODE_LASTS.toHours());
            model.addAttribute("address", settings.address() + "/admin/" + language + "/begin");
            return "office/code";
        }
        return "redirect:/admin/" + language + "/proposals/" + id;
    }

    @PostMapping("/proposals/{id}/end")
    String end(
            @PathVariable String language,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Authentication who) {
        if (reason.length() > MOST_REASON || !EntryForm.isReadable(reason)) {
            throw new OfficeException("proposal.reason");
        }
        office.end(OfficeAdvice.require(office, who), id, reason.strip());
        return "redirect:/admin/" + language + "/proposals/" + id;
    }
}
