/** Abstract suites, one for each kind of plug-in. */
package org.trano.registry.testkit;
