/** What is wrong with data, told to a person: where, which value, what to do. */
package org.trano.registry.core.problem;
