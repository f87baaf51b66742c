@org.jspecify.annotations.NullMarked
package org.trano.registry.portal.office;
