/** Interviews and their typed, code-listed answers. */
package org.trano.registry.core.survey;
