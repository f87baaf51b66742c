package org.trano.registry.core.code;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The shared lists of codes. Where the Digital Convergence Initiative (SPDCI, social registry 1.0) names an attribute, the list
 * bears its name and its words in lower case: {@code group_type}, {@code marital_status}, {@code relationship_type}. Every list
 * may be extended by codes with a prefix ({@link Code#isLocal()}).
 */
public enum CodeList {
    /** What kind of group a household is: DCI {@code group_type}. */
    GROUP_TYPE(
            "family",
            "single_person",
            "compound",
            "nomadic",
            "institution",
            "unaccompanied_minor",
            "displaced",
            "other"),
    /** Why somebody lives where they do: refugees, displaced, returned. */
    DISPLACEMENT_STATUS(
            "refugee", "asylum_seeker", "internally_displaced", "returnee", "stateless", "host_community", "none"),
    /** What one person is to another: DCI {@code relationship_type}. */
    RELATIONSHIP_TYPE(
            "spouse",
            "co_wife",
            "parent",
            "child",
            "sibling",
            "grandparent",
            "grandchild",
            "guardian",
            "ward",
            "caregiver",
            "employer",
            "domestic_worker",
            "former_spouse",
            "other_relative",
            "not_related"),
    /** DCI {@code marital_status}. */
    MARITAL_STATUS("single", "married", "cohabiting", "separated", "divorced", "widowed", "unknown"),
    /** Why a member left a household. */
    LEAVING_REASON(
            "moved_out",
            "marriage",
            "divorce",
            "migration",
            "institution",
            "disappeared",
            "recorded_in_error",
            "other"),
    /** How a member came to a household. */
    JOINING_REASON("birth", "marriage", "return", "fostered", "moved_in", "forgotten", "other"),
    /** Why a person has no such paper. */
    MISSING_PAPER_REASON("never_issued", "lost", "destroyed", "withheld", "expired", "refused", "not_asked"),
    /** How sure we are that a number belongs to its person. */
    ASSURANCE("declared", "seen", "verified"),
    /** What hit a household. */
    SHOCK_TYPE(
            "drought",
            "flood",
            "cyclone",
            "locusts",
            "epidemic",
            "death",
            "illness",
            "loss_of_work",
            "conflict",
            "prices",
            "fire",
            "other"),
    /** What a household lives from. */
    LIVELIHOOD("farming", "herding", "fishing", "trade", "wage_work", "crafts", "remittances", "aid", "none", "other"),
    /** Where an enrolment stands. */
    ENROLMENT_STATUS("applied", "enrolled", "waiting_list", "suspended", "graduated", "exited", "refused"),
    /** What kind of name a name is. */
    NAME_USE("official", "usual", "birth", "married", "religious", "mother", "nickname"),
    /** What a grievance is about. */
    GRIEVANCE_TYPE("exclusion", "inclusion", "payment", "data", "conduct", "other"),
    /** What an organisation is. */
    ORGANISATION_TYPE(
            "ministry", "agency", "local_government", "un_agency", "ngo", "bank", "operator", "community", "other");

    private final Set<String> codes;

    CodeList(String... codes) {
        this.codes = Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(codes)));
    }

    /**
     * The shared codes, in the order in which a form would offer them.
     *
     * @return the codes, without those a country adds
     */
    public Set<String> codes() {
        return codes;
    }

    /**
     * The code of this list with a value.
     *
     * @param value a code of the list, or one with a prefix
     * @return the code
     * @throws IllegalArgumentException if the list has no such code and it carries no prefix
     */
    public Code code(String value) {
        Code code = Code.of(value);
        if (!contains(code)) {
            throw new IllegalArgumentException("The list " + name().toLowerCase(java.util.Locale.ROOT) + " has no '"
                    + value + "'. Maybe one of " + codes + ", or one of your own with a prefix such as 'tg:'?");
        }
        return code;
    }

    /**
     * Whether a code may stand where this list is asked for.
     *
     * @param code the code
     * @return true for a code of the list and for any with a prefix
     */
    public boolean contains(Code code) {
        return code.isLocal() || codes.contains(code.value());
    }
}
