package org.trano.registry.portal.office;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.trano.registry.core.Registry;
import org.trano.registry.core.event.EventContext;
import org.trano.registry.core.event.EventId;
import org.trano.registry.core.event.IdentityDecided;
import org.trano.registry.core.event.Recorded;
import org.trano.registry.core.event.Retracted;
import org.trano.registry.core.event.Subject;
import org.trano.registry.core.household.PersonProfile;
import org.trano.registry.core.person.IdentityDecision;
import org.trano.registry.core.person.PersonId;
import org.trano.registry.core.person.Verdict;
import org.trano.registry.core.problem.DataException;
import org.trano.registry.core.store.VersionConflictException;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.review.ReviewCase;
import org.trano.registry.dedup.review.ReviewDesk;
import org.trano.registry.portal.Language;
import org.trano.registry.portal.NothingHere;
import org.trano.registry.portal.PortalSettings;
import org.trano.registry.portal.PublicPages;

/** Records that may be one person: the queue, two of them side by side, a decision, and its undoing. */
@Controller
@RequestMapping("/admin/{language:fr|en}/review")
class ReviewPages {
    private static final int PAGE = 50;
    private static final int MOST_WHY = 300;
    private static final String ID = "[0-9a-f-]{36}";

    private final Registry registry;
    private final ReviewDesk desk;
    private final Duplicates duplicates;
    private final Office office;
    private final PortalSettings settings;

    ReviewPages(Registry registry, Duplicates duplicates, Office office, PortalSettings settings) {
        this.registry = registry;
        this.desk = ReviewDesk.of(registry);
        this.duplicates = duplicates;
        this.office = office;
        this.settings = settings;
    }

    @GetMapping
    String queue(@RequestParam(defaultValue = "1") String page, Authentication who, Model model) {
        Account me = OfficeAdvice.require(office, who);
        List<ReviewCase> queue = desk.queue(me.name());
        PublicPages.page(queue, page, PAGE, model);
        model.addAttribute("running", duplicates.isRunning());
        model.addAttribute("failed", duplicates.hasFailed());
        model.addAttribute("step", duplicates.step());
        model.addAttribute("run", duplicates.last().orElse(null));
        model.addAttribute("people", this);
        return "office/review";
    }

    /** What a record is called, for lists. */
    public String name(PersonId id) {
        return registry.person(id)
                .map(PersonProfile::person)
                .map(person -> person.name() == null ? "–" : person.name().display())
                .orElse("–");
    }

    @PostMapping("/search")
    String search(@PathVariable String language, Authentication who) {
        duplicates.begin(OfficeAdvice.require(office, who));
        return "redirect:/admin/" + language + "/review";
    }

    @GetMapping("/{one:" + ID + "}/{other:" + ID + "}")
    String pair(
            @PathVariable String language,
            @PathVariable String one,
            @PathVariable String other,
            @RequestParam(defaultValue = "") String undo,
            Authentication who,
            Model model) {
        Account me = OfficeAdvice.require(office, who);
        PersonProfile first = person(one);
        PersonProfile second = person(other);
        Language spoken = Language.of(language).orElse(Language.FR);
        List<ReviewCase> queue = desk.queue(me.name());
        int at = at(queue, first.person().id(), second.person().id());
        model.addAttribute("one", one);
        model.addAttribute("other", other);
        model.addAttribute("pair", SideBySide.of(registry, first, second, duplicates, spoken));
        model.addAttribute("case", at < 0 ? null : queue.get(at));
        model.addAttribute("open", queue.size());
        model.addAttribute("standing", first.standing(second.person().id()));
        model.addAttribute("next", at >= 0 && at + 1 < queue.size() ? queue.get(at + 1) : null);
        model.addAttribute("previous", at > 0 ? queue.get(at - 1) : null);
        Optional<Explanation> why =
                duplicates.explain(first.person().id(), second.person().id());
        model.addAttribute(
                "waterfall",
                why.map(one1 -> Waterfall.of(one1, spoken.locale())).orElse(null));
        lastOf(me, undo).ifPresent(decision -> model.addAttribute("undo", decision));
        return "office/pair";
    }

    private static int at(List<ReviewCase> queue, PersonId one, PersonId other) {
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).one().equals(one) && queue.get(i).other().equals(other)) {
                return i;
            }
        }
        return -1;
    }

    private PersonProfile person(String id) {
        return registry.person(parse(id)).orElseThrow(NothingHere::new);
    }

    private static PersonId parse(String id) {
        try {
            return PersonId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new NothingHere();
        }
    }

    /** A decision that can be undone: where its event stands, and what it was. */
    public record Undo(String one, String other, String event, Verdict verdict) {}

    /** A decision of one's own that still stands, named by both records and its event. */
    private Optional<Undo> lastOf(Account me, String name) {
        String[] parts = name.split("_", 3);
        if (parts.length < 3 || !parts[0].matches(ID) || !parts[1].matches(ID)) {
            return Optional.empty();
        }
        List<Recorded> history = registry.history(Subject.of(parse(parts[0])));
        boolean isGone = history.stream()
                .map(recorded -> recorded.context().supersedes())
                .anyMatch(id -> id != null && id.toString().equals(parts[2]));
        return history.stream()
                .filter(recorded -> recorded.id().toString().equals(parts[2]) && !isGone)
                .filter(recorded -> recorded.event() instanceof IdentityDecided decided
                        && decided.decision().reviewer().equals(me.name())
                        && decided.decision().otherThan(parse(parts[0])).equals(parse(parts[1])))
                .findFirst()
                .map(recorded -> new Undo(
                        parts[0],
                        parts[1],
                        parts[2],
                        ((IdentityDecided) recorded.event()).decision().verdict()));
    }

    @PostMapping("/{one:" + ID + "}/{other:" + ID + "}")
    String decide(
            @PathVariable String language,
            @PathVariable String one,
            @PathVariable String other,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "false") boolean settle,
            Authentication who) {
        Account me = OfficeAdvice.require(office, who);
        PersonId first = person(one).person().id();
        PersonId second = person(other).person().id();
        if (why.length() > MOST_WHY || !EntryForm.isReadable(why)) {
            throw new OfficeException("review.why");
        }
        Verdict decided = verdict(verdict);
        List<ReviewCase> queue = desk.queue(me.name());
        int at = at(queue, first, second);
        IdentityDecision decision = IdentityDecision.of(first, second, decided, me.name(), why.strip());
        if (settings.reviewsOfTwo()) {
            decision = decision.ofTwo();
        }
        if (settle) {
            decision = decision.settling();
        }
        if (at >= 0 && queue.get(at).weight() != null) {
            decision = decision.weighing(queue.get(at).weight());
        }
        Recorded recorded;
        try {
            recorded = desk.decide(decision, new EventContext(LocalDate.now(), me.name(), "review", "office"));
        } catch (VersionConflictException e) {
            throw new OfficeException("proposal.changed");
        } catch (DataException e) {
            throw new OfficeException("review.contradiction");
        }
        String undo = "?undo=" + first + "_" + second + "_" + recorded.id();
        ReviewCase next =
                at >= 0 && at + 1 < queue.size() ? queue.get(at + 1) : queue.isEmpty() || at == 0 ? null : queue.get(0);
        return "redirect:/admin/" + language + "/review/"
                + (next == null ? first + "/" + second : next.one() + "/" + next.other()) + undo;
    }

    private static Verdict verdict(String text) {
        try {
            return Verdict.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new OfficeException("review.verdict");
        }
    }

    /** Takes a decision of one's own back. */
    @PostMapping("/undo")
    String undo(@PathVariable String language, @RequestParam(defaultValue = "") String decision, Authentication who) {
        Account me = OfficeAdvice.require(office, who);
        Undo undo = lastOf(me, decision).orElseThrow(() -> new OfficeException("review.undone"));
        registry.record(
                new Retracted("taken back by " + me.name()),
                new EventContext(LocalDate.now(), me.name(), "review", "office")
                        .superseding(EventId.parse(undo.event())));
        return "redirect:/admin/" + language + "/review/" + undo.one() + "/" + undo.other();
    }
}
