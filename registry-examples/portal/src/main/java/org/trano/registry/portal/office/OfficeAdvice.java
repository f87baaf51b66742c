package org.trano.registry.portal.office;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import org.trano.registry.portal.Language;
import org.trano.registry.portal.NothingHere;
import org.trano.registry.portal.PageWords;
import org.trano.registry.portal.PublicWindow;

/** What every page of the office knows, and how one says that something cannot be. */
@ControllerAdvice(basePackageClasses = Office.class)
class OfficeAdvice {
    /** The languages of the office. */
    private static final List<Language> LANGUAGES = List.of(Language.FR, Language.EN);

    private static final Logger LOG = LoggerFactory.getLogger(OfficeAdvice.class);
    private static final int START_OF_REST = "/admin/fr".length();

    private final Office office;
    private final PublicWindow window;
    private final MessageSource messages;

    OfficeAdvice(Office office, PublicWindow window, MessageSource messages) {
        this.office = office;
        this.window = window;
        this.messages = messages;
    }

    @ModelAttribute
    void common(HttpServletRequest request, Model model) {
        String path = request.getRequestURI();
        Language language = Language.ofPath(path);
        model.addAttribute("language", language);
        model.addAttribute("languages", LANGUAGES);
        model.addAttribute("everyLanguage", Language.values());
        model.addAttribute("rest", path.length() < START_OF_REST ? "" : path.substring(START_OF_REST));
        model.addAttribute("isReading", request.getMethod().equals("GET"));
        model.addAttribute("words", new PageWords(language));
        model.addAttribute("view", window.view());
        model.addAttribute("office", office);
        Account me = me();
        if (me != null) {
            model.addAttribute("me", me);
            model.addAttribute("canReview", me.may(Right.REVIEW));
            model.addAttribute(
                    "waiting",
                    office.proposals().stream()
                            .filter(one -> one.isOpen() && one.waitsFor(me))
                            .count());
        }
    }

    private @Nullable Account me() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who instanceof SignedIn signedIn
                ? office.account(signedIn.account()).orElse(null)
                : null;
    }

    @ExceptionHandler(OfficeException.class)
    ModelAndView refused(OfficeException refused, HttpServletRequest request, HttpServletResponse response) {
        LOG.info("Refused: {}", refused.key());
        ModelAndView page = new ModelAndView("office/refused");
        Model model = new org.springframework.ui.ExtendedModelMap();
        common(request, model);
        page.addAllObjects(model.asMap());
        page.addObject(
                "why",
                messages.getMessage(
                        "refused." + refused.key(),
                        refused.arguments().toArray(),
                        Language.ofPath(request.getRequestURI()).locale()));
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        return page;
    }

    /** Somebody who has signed in, as the chain of filters has made sure. */
    static Account require(Office office, Authentication who) {
        if (who instanceof SignedIn signedIn) {
            return office.account(signedIn.account()).orElseThrow(NothingHere::new);
        }
        throw new NothingHere();
    }
}
