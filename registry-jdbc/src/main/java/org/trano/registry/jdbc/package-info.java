/** Stores on JDBC. */
package org.trano.registry.jdbc;
