/** The administrators' room: accounts, second factors, and all that two people decide together. */
@org.jspecify.annotations.NullMarked
package org.trano.registry.portal.office;
