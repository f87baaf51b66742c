/** How much each agreement weighs: the Fellegi–Sunter model and its estimation. */
package org.trano.registry.dedup.model;
