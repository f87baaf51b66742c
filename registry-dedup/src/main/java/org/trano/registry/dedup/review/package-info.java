/** What people decide about records that may be one person, and what follows from it. Begin with {@link org.trano.registry.dedup.review.ReviewDesk}. */
package org.trano.registry.dedup.review;
