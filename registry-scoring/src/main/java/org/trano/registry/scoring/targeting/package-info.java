/** From scores to a list: quotas by area, lots among equals, a waiting list. */
package org.trano.registry.scoring.targeting;
