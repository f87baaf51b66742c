package org.trano.registry.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.trano.registry.core.area.Area;

/** The pages everybody may read. */
@Controller
@RequestMapping("/{language:fr|en|ar|mg}")
class PublicPages {
    /** So many lines of a list stand on a page. */
    static final int PAGE = 50;

    /** So many pieces of news stand on the first page. */
    private static final int LATEST = 3;

    private final PublicWindow window;
    private final PortalSettings settings;

    PublicPages(PublicWindow window, PortalSettings settings) {
        this.window = window;
        this.settings = settings;
    }

    /** There is nothing under this address. */
    @ResponseStatus(HttpStatus.NOT_FOUND)
    static final class NothingHere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What every page knows. */
    @ModelAttribute
    void common(@PathVariable String language, HttpServletRequest request, Model model) {
        Language spoken = Language.of(language).orElse(Language.FR);
        PublicView view = window.view();
        PageWords words = new PageWords(spoken);
        model.addAttribute("language", spoken);
        model.addAttribute("languages", Language.values());
        model.addAttribute("rest", request.getRequestURI().substring(3));
        model.addAttribute("words", words);
        model.addAttribute("view", view);
        model.addAttribute("figures", LiveFeed.figures(view, words));
        model.addAttribute("demo", settings.demo());
    }

    private static PublicView view(Model model) {
        return (PublicView) Objects.requireNonNull(model.getAttribute("view"));
    }

    @GetMapping
    String home(Model model) {
        PublicView view = view(model);
        model.addAttribute(
                "news", view.news().subList(0, Math.min(LATEST, view.news().size())));
        window.households().ifPresent(households -> {
            model.addAttribute("households", households);
            model.addAttribute("country", households.sum(code -> true));
            Map<Area, HouseholdFigures.Cell> regions = new LinkedHashMap<>();
            for (Area region : view.areas(PublicView.REGION)) {
                regions.put(region, households.sum(code -> view.isWithin(code, region.code())));
            }
            model.addAttribute("regions", regions);
        });
        return "home";
    }

    @GetMapping("/actors")
    String actors(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String theme,
            @RequestParam(defaultValue = "1") String page,
            Model model) {
        PublicView view = view(model);
        PublicView.Filter filter = filter(view, kind, area, theme);
        model.addAttribute("filter", filter);
        List<PublicView.Actor> actors = view.actors(filter);
        page(actors, page, model);
        Map<String, Integer> byRegion = view.actorsByArea(PublicView.REGION, filter);
        Map<String, Integer> byPrefecture = view.actorsByArea(PublicView.PREFECTURE, filter);
        List<Row> rows = new ArrayList<>();
        for (Area region : view.areas(PublicView.REGION)) {
            rows.add(new Row(region, byRegion.getOrDefault(region.code(), 0)));
            for (Area prefecture : view.areas(PublicView.PREFECTURE)) {
                if (view.isWithin(prefecture.code(), region.code())) {
                    rows.add(new Row(prefecture, byPrefecture.getOrDefault(prefecture.code(), 0)));
                }
            }
        }
        model.addAttribute("rows", rows);
        return "actors";
    }

    /** A line of the table beside the map. */
    public record Row(Area area, int actors) {
        public boolean isRegion() {
            return area.level() == PublicView.REGION;
        }
    }

    /** A filter by what there is; what a forged address asks for is not found. */
    static PublicView.Filter filter(PublicView view, String kind, String area, String theme) {
        if (!kind.isEmpty() && !view.kinds().contains(kind)
                || !area.isEmpty() && view.area(area).isEmpty()
                || !theme.isEmpty() && !view.themes().contains(theme)) {
            throw new NothingHere();
        }
        return new PublicView.Filter(kind, area, theme);
    }

    @GetMapping("/actors/{id}")
    String actor(@PathVariable String id, Model model) {
        PublicView view = view(model);
        PublicView.Actor actor = find(view.actors(), PublicView.Actor::id, id);
        model.addAttribute("actor", actor);
        model.addAttribute(
                "projects",
                view.projects().stream()
                        .filter(one -> one.project()
                                .organisations()
                                .contains(actor.organisation().id()))
                        .toList());
        return "actor";
    }

    @GetMapping("/actions")
    String actions(Model model) {
        return "actions";
    }

    @GetMapping("/actions/{id}")
    String action(@PathVariable String id, Model model) {
        PublicView view = view(model);
        PublicView.Action action = find(view.actions(), PublicView.Action::id, id);
        model.addAttribute("action", action);
        model.addAttribute("projects", view.projectsOf(action));
        return "action";
    }

    @GetMapping("/projects")
    String projects(@RequestParam(defaultValue = "1") String page, Model model) {
        page(view(model).projects(), page, model);
        return "projects";
    }

    @GetMapping("/projects/{id}")
    String project(@PathVariable String id, Model model) {
        PublicView view = view(model);
        PublicView.Undertaking project = find(view.projects(), PublicView.Undertaking::id, id);
        model.addAttribute("project", project);
        view.actions().stream()
                .filter(action ->
                        action.programme().id().equals(project.project().programme()))
                .findFirst()
                .ifPresent(action -> model.addAttribute("action", action));
        return "project";
    }

    @GetMapping("/news")
    String news(@RequestParam(defaultValue = "1") String page, Model model) {
        page(view(model).news(), page, model);
        return "news";
    }

    @GetMapping("/news/{id}")
    String pieceOfNews(@PathVariable String id, Model model) {
        model.addAttribute("piece", find(view(model).news(), PublicView.News::id, id));
        return "piece";
    }

    @GetMapping("/about")
    String about() {
        return "about";
    }

    private static <T> T find(List<T> all, Function<T, UUID> key, String id) {
        return all.stream()
                .filter(one -> key.apply(one).toString().equals(id))
                .findFirst()
                .orElseThrow(NothingHere::new);
    }

    private static void page(List<?> all, String number, Model model) {
        int pages = Math.max(1, (all.size() + PAGE - 1) / PAGE);
        int page = number.matches("[1-9]\\d{0,5}") ? Integer.parseInt(number) : 0;
        if (page < 1 || page > pages) {
            throw new NothingHere();
        }
        model.addAttribute("lines", all.subList((page - 1) * PAGE, Math.min(all.size(), page * PAGE)));
        model.addAttribute("total", all.size());
        model.addAttribute("page", page);
        model.addAttribute("pages", pages);
    }

    /** The address without a language. */
    @Controller
    static class Entrance {
        @GetMapping("/")
        String enter(@RequestHeader(name = "Accept-Language", defaultValue = "fr") String languages) {
            return "redirect:/" + Language.ofHeader(languages).code();
        }
    }
}
