package org.trano.registry.cli;

import java.util.Locale;
import org.trano.registry.core.store.StoreException;

/** Failures of the store in the language of the person at the keyboard. */
final class StoreMessage {
    private StoreMessage() {}

    static String of(StoreException e, Locale locale) {
        String english = String.valueOf(e.getMessage());
        if (!locale.getLanguage().equals("fr")) {
            return english;
        }
        int end = english.indexOf('\'', 1);
        String file = english.startsWith("'") && end > 0 ? "« " + english.substring(1, end) + " » " : "Le registre ";
        return switch (e.reason()) {
            case UNREACHABLE ->
                file + "n'existe pas ou ne peut pas être ouvert. Le nom ou le dossier est peut-être mal écrit ?";
            case NOT_A_REGISTRY ->
                file + "n'est pas un fichier de registre, ou il est endommagé. Rétablissez peut-être une sauvegarde ?";
            case TOO_NEW -> file + "a été créé par une version plus récente. Mettez d'abord ce logiciel à jour.";
            case TOO_OLD ->
                file
                        + "a été créé par une version antérieure. Ouvrez-le d'abord une fois en écriture, par exemple par une importation.";
            case READ_ONLY ->
                file + "peut être lu mais pas écrit. Il est peut-être protégé, ou sur un disque en lecture seule ?";
            case FULL ->
                "Le disque est plein : le registre ne peut pas grandir. Rien de cette étape n'a été écrit. Libérez de la place et recommencez.";
            case BUSY -> file + "est verrouillé par un autre programme. Attendez qu'il se termine.";
            case NO_LIBRARY ->
                file + "ne peut pas être ouvert : SQLite n'a pas pu être placé dans le dossier temporaire « "
                        + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
                        + " ». Peut-être ne peut-on pas y écrire, ou aucun programme ne peut-il y être lancé (noexec) ? Un autre dossier se"
                        + " donne par java -Dorg.sqlite.tmpdir=DOSSIER";
            case OTHER -> english;
        };
    }
}
