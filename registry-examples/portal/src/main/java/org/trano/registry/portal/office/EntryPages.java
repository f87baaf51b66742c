package org.trano.registry.portal.office;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.trano.registry.core.actor.OrganisationId;
import org.trano.registry.core.actor.ProjectId;
import org.trano.registry.core.code.CodeList;
import org.trano.registry.core.event.EventCodec;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.RegistryEvent;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.core.programme.ProgrammeId;
import org.trano.registry.portal.NothingHere;
import org.trano.registry.portal.PublicWindow;
import org.trano.registry.portal.office.Entries.Entry;
import org.trano.registry.portal.office.Entries.Version;
import org.trano.registry.portal.office.OfficeEvent.Part;

/** What administrators publish: lists, every version, and the forms from which proposals are made. */
@Controller
@RequestMapping("/admin/{language:fr|en}/{kind:actions|projects|actors|news}")
class EntryPages {
    private static final String NEW = "new";

    private final Office office;
    private final Entries entries;
    private final PublicWindow window;
    private final EventCodec codec;

    EntryPages(Office office, Entries entries, PublicWindow window, EventCodec codec) {
        this.office = office;
        this.entries = entries;
        this.window = window;
        this.codec = codec;
    }

    private static EntryKind kind(String path) {
        return EntryKind.of(path).orElseThrow(NothingHere::new);
    }

    private Entry find(String kind, UUID id) {
        return entries.find(kind(kind), id).orElseThrow(NothingHere::new);
    }

    @GetMapping
    String list(@PathVariable String kind, Model model) {
        model.addAttribute("kind", kind(kind));
        model.addAttribute("entries", entries.list(kind(kind)));
        return "office/entries";
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String entry(@PathVariable String kind, @PathVariable UUID id, Model model) {
        Entry entry = find(kind, id);
        model.addAttribute("kind", kind(kind));
        model.addAttribute("entry", entry);
        model.addAttribute("isPublic", entry.state().equals("published"));
        model.addAttribute(
                "proposals",
                office.proposals().stream()
                        .filter(one -> one.isOpen() && one.proposed().what().equals(id))
                        .toList());
        return "office/entry";
    }

    @GetMapping("/new")
    String blank(@PathVariable String kind, Model model) {
        EntryForm form = new EntryForm();
        return form(kind(kind), NEW, "", "", form, model);
    }

    /**
     * The form of an entry, filled with a version of it.
     *
     * @param version which version; the last one where nothing is said
     * @param correct whether the last version is corrected, as if it had always been so, or followed by another
     */
    @GetMapping("/{id:[0-9a-f-]{36}}/change")
    String change(
            @PathVariable String kind,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "false") boolean correct,
            Model model) {
        Entry entry = find(kind, id);
        Version shown = entry.versions().stream()
                .filter(one -> one.recorded().id().toString().equals(version))
                .findFirst()
                .or(entry::last)
                .orElse(entry.versions().get(entry.versions().size() - 1));
        EntryForm form = EntryForm.of(shown.recorded().event(), window.view());
        EventId base = entry.last().map(one -> one.recorded().id()).orElse(null);
        boolean isCorrection = correct && base != null;
        return form(
                kind(kind),
                id.toString(),
                base == null ? "" : base.toString(),
                isCorrection ? "correct" : "",
                form,
                model);
    }

    private String form(EntryKind kind, String id, String base, String mode, EntryForm form, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("id", id);
        model.addAttribute("base", base);
        model.addAttribute("mode", mode);
        model.addAttribute("form", form);
        model.addAttribute("kinds", CodeList.ORGANISATION_TYPE.codes());
        model.addAttribute("today", LocalDate.now());
        return "office/form";
    }

    /** The page as the public would see it; nothing is kept. */
    @PostMapping("/{id}/preview")
    String preview(
            @PathVariable String language,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletResponse response,
            Model model) {
        EntryForm form = new EntryForm(typed);
        UUID what = what(kind(kind), id);
        List<RegistryEvent> events = form.read(kind(kind), what, window.view());
        LocalDate day = form.from();
        if (!form.faults().isEmpty()) {
            return refused(kind, id, form, response, model);
        }
        return ProposalPages.preview(kind(kind), what, events, day, language, window.view(), model);
    }

    private String refused(String kind, String id, EntryForm form, HttpServletResponse response, Model model) {
        response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
        return form(kind(kind), id, form.get("base"), form.get("mode"), form, model);
    }

    private static UUID what(EntryKind kind, String id) {
        if (!id.equals(NEW)) {
            try {
                return UUID.fromString(id);
            } catch (IllegalArgumentException e) {
                throw new NothingHere();
            }
        }
        return switch (kind) {
            case ACTIONS -> ProgrammeId.create().value();
            case PROJECTS -> ProjectId.create().value();
            case ACTORS -> OrganisationId.create().value();
            case NEWS -> UUID.randomUUID();
        };
    }

    /** Proposes what was typed. */
    @PostMapping("/{id}")
    String propose(
            @PathVariable String language,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> typed,
            Authentication who,
            HttpServletResponse response,
            Model model) {
        Account me = OfficeAdvice.require(office, who);
        EntryForm form = new EntryForm(typed);
        @Nullable Entry entry = id.equals(NEW) ? null : find(kind, what(kind(kind), id));
        UUID what = what(kind(kind), id);
        List<RegistryEvent> events = form.read(kind(kind), what, window.view());
        LocalDate day = form.from();
        String note = form.note();
        if (entry != null && kind(kind) == EntryKind.NEWS) {
            form.requireSame("organisation", entry.subject().id().toString());
        }
        if (!form.faults().isEmpty()) {
            return refused(kind, id, form, response, model);
        }
        EventId base = base(entry, form);
        boolean correct = form.get("mode").equals("correct") && base != null;
        List<Part> parts = new ArrayList<>();
        for (RegistryEvent event : events) {
            boolean corrects = correct && parts.isEmpty();
            LocalDate since = corrects && entry != null ? day(entry, base) : day;
            parts.add(Part.of(event, since, corrects ? base : null, codec));
        }
        Proposal proposal = office.propose(me, kind(kind), what, parts, base, note);
        return "redirect:/admin/" + language + "/proposals/" + proposal.id();
    }

    private static @Nullable EventId base(@Nullable Entry entry, EntryForm form) {
        if (entry == null) {
            return null;
        }
        EventId now = entry.last().map(version -> version.recorded().id()).orElse(null);
        if (!(now == null ? "" : now.toString()).equals(form.get("base"))) {
            throw new OfficeException("proposal.changed");
        }
        return now;
    }

    private static LocalDate day(Entry entry, @Nullable EventId version) {
        return entry.versions().stream()
                .filter(one -> one.recorded().id().equals(version))
                .findFirst()
                .map(Version::day)
                .orElseGet(LocalDate::now);
    }

    /** Proposes to take every version from the public's sight; each can be proposed again. */
    @PostMapping("/{id:[0-9a-f-]{36}}/take-down")
    String takeDown(
            @PathVariable String language,
            @PathVariable String kind,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String note,
            Authentication who) {
        Account me = OfficeAdvice.require(office, who);
        Entry entry = find(kind, id);
        if (note.isBlank() || note.length() > 300 || !EntryForm.isReadable(note)) {
            throw new OfficeException("proposal.reason");
        }
        if (entry.standing().isEmpty()) {
            throw new OfficeException("proposal.changed");
        }
        List<Part> parts = new ArrayList<>();
        for (Version version : entry.standing()) {
            parts.add(Part.of(
                    new Retracted(note.strip()),
                    version.day(),
                    version.recorded().id(),
                    codec));
        }
        Proposal proposal = office.propose(
                me,
                kind(kind),
                id,
                parts,
                entry.last().map(version -> version.recorded().id()).orElse(null),
                note.strip());
        return "redirect:/admin/" + language + "/proposals/" + proposal.id();
    }
}
