package org.trano.registry.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.trano.registry.core.area.Area;

/** The pages everybody may read. */
@Controller
@RequestMapping("/{language:fr|en|ar|mg}")
public class PublicPages {
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

    /** What every page knows. */
    @ModelAttribute
    void common(@PathVariable String language, HttpServletRequest request, Model model) {
        fill(model, window.view(), Language.of(language).orElse(Language.FR));
        model.addAttribute("rest", request.getRequestURI().substring(3));
        model.addAttribute("demo", settings.demo());
    }

    /** What every page about a view knows. */
    public static void fill(Model model, PublicView view, Language language) {
        PageWords words = new PageWords(language);
        model.addAttribute("language", language);
        model.addAttribute("languages", Language.values());
        model.addAttribute("rest", "");
        model.addAttribute("words", words);
        model.addAttribute("view", view);
        model.addAttribute("figures", LiveFeed.figures(view, words));
        model.addAttribute("demo", false);
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
        page(actors, page, PAGE, model);
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

    /** The page of one actor, action, project or piece of news. */
    @GetMapping("/{list:actors|actions|projects|news}/{id}")
    String entry(@PathVariable String list, @PathVariable String id, Model model) {
        return entry(list, id, view(model), model);
    }

    /**
     * Puts what a view says of an entry into a model.
     *
     * @return the template
     */
    public static String entry(String list, String id, PublicView view, Model model) {
        switch (list) {
            case "actors":
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
            case "actions":
                PublicView.Action action = find(view.actions(), PublicView.Action::id, id);
                model.addAttribute("action", action);
                model.addAttribute("projects", view.projectsOf(action));
                return "action";
            case "projects":
                PublicView.Undertaking project = find(view.projects(), PublicView.Undertaking::id, id);
                model.addAttribute("project", project);
                view.actions().stream()
                        .filter(one ->
                                one.programme().id().equals(project.project().programme()))
                        .findFirst()
                        .ifPresent(one -> model.addAttribute("action", one));
                return "project";
            default:
                model.addAttribute("piece", find(view.news(), PublicView.News::id, id));
                return "piece";
        }
    }

    @GetMapping("/actions")
    String actions(Model model) {
        return "actions";
    }

    @GetMapping("/projects")
    String projects(@RequestParam(defaultValue = "1") String page, Model model) {
        page(view(model).projects(), page, PAGE, model);
        return "projects";
    }

    @GetMapping("/news")
    String news(@RequestParam(defaultValue = "1") String page, Model model) {
        page(view(model).news(), page, PAGE, model);
        return "news";
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

    /** Puts a page of a list into a model; a page that there is not is not found. */
    public static void page(List<?> all, String number, int size, Model model) {
        int pages = Math.max(1, (all.size() + size - 1) / size);
        int page = number.matches("[1-9]\\d{0,5}") ? Integer.parseInt(number) : 0;
        if (page < 1 || page > pages) {
            throw new NothingHere();
        }
        model.addAttribute("lines", all.subList((page - 1) * size, Math.min(all.size(), page * size)));
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
