package org.trano.registry.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Nobody can use up the portal for the others: each address may make so many requests a second, and five seconds' worth of them at once.
 * The addresses themselves are forgotten after a minute, and at most a hundred thousand are remembered.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RateLimit extends OncePerRequestFilter {
    private static final int BURST_SECONDS = 5;

    private final double perNano;
    private final double most;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    RateLimit(PortalSettings settings) {
        this.perNano = settings.requestsPerSecond() / 1e9;
        this.most = (double) settings.requestsPerSecond() * BURST_SECONDS;
    }

    /** What is left to an address. */
    private final class Bucket {
        private double left = most;
        private long since = System.nanoTime();

        synchronized boolean take() {
            long now = System.nanoTime();
            left = Math.min(most, left + (now - since) * perNano);
            since = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (buckets.get(request.getRemoteAddr(), address -> new Bucket()).take()) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Retry-After", "1");
            response.sendError(429);
        }
    }
}
