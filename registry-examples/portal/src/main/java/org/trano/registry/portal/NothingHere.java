package org.trano.registry.portal;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is nothing under this address. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NothingHere extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
