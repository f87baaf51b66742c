/** Programmes, who is enrolled in them, what they give, and what people complain about. */
package org.trano.registry.core.programme;
