package org.trano.registry.core.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a file of people says, as far as matching and importing care. */
public enum ColumnRole {
    /** The number of the record; never evidence. */
    ID(
            "id",
            "unique_id",
            "record_id",
            "rec_id",
            "person_id",
            "numero",
            "num",
            "no",
            "id_personne",
            "individu_id",
            "id_individu",
            "ind_id",
            "id_beneficiaire",
            "beneficiaire_id",
            "beneficiary_id",
            "individual_id",
            "patient_id",
            "matricule",
            "numero_ordre",
            "n_ordre"),
    /** Given names. */
    GIVEN_NAME(
            "given_name",
            "given_names",
            "first_name",
            "firstname",
            "forename",
            "prenom",
            "prenoms",
            "anarana_fanampiny",
            "given",
            "fname",
            "given_names_1",
            "primer_nombre",
            "nombres",
            "primeiro_nome",
            "jina_la_kwanza",
            "magaca_koowaad",
            "الاسم_الاول"),
    /** Family name. */
    FAMILY_NAME(
            "family_name",
            "surname",
            "last_name",
            "lastname",
            "nom_de_famille",
            "nom_famille",
            "nom",
            "anarana",
            "family",
            "lname",
            "family_names",
            "noms",
            "apellidos",
            "apellido",
            "primer_apellido",
            "apellido_1",
            "apellido1",
            "apellido_paterno",
            "sobrenome",
            "apelido",
            "jina_la_ukoo",
            "magaca_qoyska",
            "اسم_العايلة",
            "اللقب"),
    /** The whole name as one text. */
    FULL_NAME(
            "full_name",
            "fullname",
            "name",
            "nom_complet",
            "nom_et_prenoms",
            "nom_prenoms",
            "noms_et_prenoms",
            "first_and_surname",
            "magaca",
            "nom_et_prenom",
            "nom_prenom",
            "noms_et_prenom",
            "prenom_et_nom",
            "prenoms_et_nom",
            "prenom_nom",
            "anarana_feno",
            "nombre_completo",
            "nombre_y_apellidos",
            "nome_completo",
            "jina_kamili",
            "nama_lengkap",
            "nombre",
            "nome",
            "jina",
            "nama",
            "magac",
            "الاسم_الكامل",
            "الاسم"),
    /** Date of birth, whole or in part. */
    BIRTH_DATE(
            "birth_date",
            "birthdate",
            "date_of_birth",
            "dob",
            "date_naissance",
            "date_de_naissance",
            "ddn",
            "daty_nahaterahana",
            "naissance",
            "birthday",
            "fecha_nacimiento",
            "fecha_de_nacimiento",
            "data_nascimento",
            "data_de_nascimento",
            "tarehe_ya_kuzaliwa",
            "taariikhda_dhalashada",
            "tanggal_lahir",
            "تاريخ_الميلاد",
            "ne_le",
            "nee_le",
            "date_naiss"),
    /** Year of birth. */
    BIRTH_YEAR(
            "birth_year",
            "year_of_birth",
            "yob",
            "annee_naissance",
            "annee_de_naissance",
            "birthyear",
            "ano_nacimiento",
            "ano_nascimento",
            "mwaka_wa_kuzaliwa",
            "سنة_الميلاد"),
    /** Month of birth. */
    BIRTH_MONTH("birth_month", "month_of_birth", "mois_naissance", "mois_de_naissance"),
    /** Day of birth. */
    BIRTH_DAY("birth_day", "day_of_birth", "jour_naissance", "jour_de_naissance"),
    /** Age in completed years. */
    AGE("age", "age_years", "age_revolu", "taona", "edad", "idade", "umri", "da_da", "العمر"),
    /** Sex. */
    SEX("sex", "sexe", "gender", "genre", "jinsia", "jinsi", "jinsiga", "jenis_kelamin", "الجنس"),
    /** Telephone number. */
    PHONE(
            "phone",
            "telephone",
            "tel",
            "phone_number",
            "mobile",
            "numero_telephone",
            "contact",
            "phone_no",
            "numero_de_telephone",
            "telephone_portable",
            "portable",
            "gsm",
            "telefono",
            "telefone",
            "movil",
            "celular",
            "telemovel",
            "simu",
            "namba_ya_simu",
            "telefoon",
            "taleefan",
            "teleefan",
            "findday",
            "finday",
            "الهاتف",
            "رقم_الهاتف"),
    /** National identity number or the like. */
    NATIONAL_ID(
            "national_id",
            "nin",
            "cin",
            "cni",
            "id_number",
            "numero_cni",
            "numero_identite",
            "soc_sec_id",
            "ssn",
            "nni",
            "nationalid",
            "national_id_number",
            "id_card",
            "numero_carte_identite",
            "carte_identite",
            "karapanondro",
            "dni",
            "cedula",
            "kitambulisho",
            "nik",
            "الرقم_الوطني",
            "رقم_الهوية"),
    /** Electronic mail address. */
    EMAIL("email", "e_mail", "mail", "courriel", "email_address", "adresse_email", "correo", "correo_electronico"),
    /** Place of living (or, failing that, of birth), by code where there is one. */
    PLACE(
            "pcode",
            "p_code",
            "area_code",
            "area",
            "place",
            "locality",
            "localite",
            "village",
            "city",
            "town",
            "ville",
            "commune",
            "canton",
            "suburb",
            "quartier",
            "fokontany",
            "birth_place",
            "lieu_naissance",
            "lieu_de_naissance",
            "pueblo",
            "barrio",
            "bairro",
            "aldeia",
            "localidad",
            "localidade",
            "municipio",
            "ciudad",
            "cidade",
            "kijiji",
            "mji",
            "tuulo",
            "magaalo",
            "desa",
            "القرية",
            "المدينة",
            "kebele",
            "ward",
            "hamlet",
            "parish"),
    /** Postal code. */
    POSTCODE(
            "postcode",
            "post_code",
            "postal_code",
            "zip",
            "code_postal",
            "postcode_fake",
            "zip_code",
            "zipcode",
            "codigo_postal"),
    /** Street address. */
    ADDRESS(
            "address",
            "address_1",
            "adresse",
            "street",
            "rue",
            "adiresy",
            "street_address",
            "adresse_1",
            "direccion",
            "domicilio",
            "endereco",
            "morada",
            "anwani",
            "alamat",
            "cinwaan",
            "العنوان"),
    /** Number of the household. */
    HOUSEHOLD(
            "household",
            "household_id",
            "hh_id",
            "hhid",
            "menage",
            "menage_id",
            "id_menage",
            "numero_menage",
            "tokantrano",
            "hh",
            "household_no",
            "household_number",
            "household_code",
            "hh_number",
            "hh_no",
            "hh_code",
            "code_menage",
            "no_menage",
            "num_menage",
            "n_menage",
            "family_id",
            "famille_id",
            "id_famille",
            "hogar",
            "hogar_id",
            "id_hogar",
            "agregado",
            "agregado_id",
            "kaya"),
    /** How the person stands to the head. */
    RELATIONSHIP(
            "relationship",
            "relationship_to_head",
            "relation",
            "lien",
            "lien_parente",
            "lien_de_parente",
            "lien_cm",
            "relation_to_head",
            "relation_with_head",
            "parentesco",
            "lien_avec_le_chef",
            "lien_avec_chef"),
    /** The list or system the record comes from. */
    SOURCE("source", "source_dataset", "source_system", "dataset", "programme", "program");

    private final List<String> headers;

    ColumnRole(String... headers) {
        this.headers = List.of(headers);
    }

    /**
     * The role's name on the command line.
     *
     * @return for example {@code given_name}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role with a name.
     *
     * @param id for example {@code given_name}
     * @return the role, empty if there is none
     */
    public static Optional<ColumnRole> parse(String id) {
        for (ColumnRole role : values()) {
            if (role.id().equals(id)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** What a column with this role is called, folded, the surest name first. */
    List<String> headers() {
        return headers;
    }
}
