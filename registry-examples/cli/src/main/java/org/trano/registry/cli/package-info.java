/** The {@code registry} command. */
@NullMarked
package org.trano.registry.cli;

import org.jspecify.annotations.NullMarked;
