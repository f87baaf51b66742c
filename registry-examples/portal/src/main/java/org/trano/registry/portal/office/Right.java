package org.trano.registry.portal.office;

/** What an administrator may do. Reading the office is open to all who have signed in. */
public enum Right {
    /** Propose and confirm what the public sees. */
    PUBLISH,
    /** Propose and confirm accounts, rights and recoveries, and suspend. */
    ACCOUNTS,
    /** See people's records, and decide which are one person. */
    REVIEW
}
