package org.trano.registry.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A page is written once for all its readers, and again when what the public sees has changed. A browser that has it already is told so,
 * which is most of what a slow network saves. At most 32 MB are kept.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class PageCache extends OncePerRequestFilter {
    private static final long MOST_BYTES = 32L << 20;
    private static final int LONGEST_KEY = 300;

    private final PublicWindow window;
    private final Object[] desks = new Object[64];
    private final Cache<String, Page> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String key, Page page) -> key.length() + page.bytes.length + 200)
            .build();

    PageCache(PublicWindow window) {
        this.window = window;
        Arrays.setAll(desks, i -> new Object());
    }

    private record Page(long version, String type, @Nullable String disposition, String etag, byte[] bytes) {}

    /** Only what stands under a language, and not the feed. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        int end = path.indexOf('/', 1);
        return !request.getMethod().equals("GET")
                || path.length() < 3
                || Language.of(path.substring(1, end < 0 ? path.length() : end)).isEmpty()
                || path.endsWith("/live");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        String key = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        Page page = current(key);
        if (page != null) {
            send(page, request, response);
            return;
        }
        // One writes a page, and those who come meanwhile wait for it instead of writing it, too.
        synchronized (desks[Math.floorMod(key.hashCode(), desks.length)]) {
            page = current(key);
            if (page == null) {
                page = write(key, request, response, chain);
            }
        }
        if (page != null) {
            send(page, request, response);
        }
    }

    private @Nullable Page current(String key) {
        Page page = pages.getIfPresent(key);
        return page != null && page.version == window.version() ? page : null;
    }

    /** The page, or null where there is none and the answer is given already. */
    private @Nullable Page write(
            String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long version = window.version();
        ContentCachingResponseWrapper written = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, written);
        if (written.getStatus() != HttpServletResponse.SC_OK) {
            written.copyBodyToResponse();
            return null;
        }
        byte[] bytes = written.getContentAsByteArray();
        Page page = new Page(
                version,
                Objects.requireNonNullElse(written.getContentType(), "application/octet-stream"),
                written.getHeader(HttpHeaders.CONTENT_DISPOSITION),
                "W/\"" + DigestUtils.md5DigestAsHex(bytes) + "\"",
                bytes);
        if (key.length() <= LONGEST_KEY) {
            pages.put(key, page);
        }
        return page;
    }

    private static void send(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.ETAG, page.etag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(page.etag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(page.type);
        if (page.disposition != null) {
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, page.disposition);
        }
        response.setContentLength(page.bytes.length);
        response.getOutputStream().write(page.bytes);
    }
}
