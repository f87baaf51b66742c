package org.trano.registry.portal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is said when nothing can be shown: in the reader's language, and nothing of what went wrong inside. */
@Controller
class ErrorPages implements ErrorController {
    @RequestMapping("/error")
    String error(HttpServletRequest request, Model model) {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Language language = Language.ofPath(path == null ? "" : path.toString());
        int code = status instanceof Integer number ? number : 500;
        model.addAttribute("language", language);
        model.addAttribute("languages", Language.values());
        model.addAttribute("rest", "");
        model.addAttribute("words", new PageWords(language));
        model.addAttribute("demo", false);
        model.addAttribute("code", code);
        model.addAttribute(
                "what",
                switch (code) {
                    case 404 -> "error.404";
                    case 403, 405 -> "error.403";
                    case 429 -> "error.429";
                    default -> code < 500 ? "error.400" : "error.500";
                });
        return "error";
    }
}
