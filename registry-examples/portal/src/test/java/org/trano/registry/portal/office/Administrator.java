package org.trano.registry.portal.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.time.Instant;
import org.apache.commons.codec.binary.Base32;
import org.trano.registry.portal.Look;

/** An administrator at work in a browser of their own, with an authenticator in their pocket. */
final class Administrator implements AutoCloseable {
    private static final long STEP = 30;

    final String name;
    final String password;
    final Look look;
    private byte[] secret = new byte[0];
    private long lastStep;

    Administrator(String name, Browser browser, String address) {
        this.name = name;
        this.password = "onze tortues vertes pour " + name;
        this.look = new Look(browser, address, 1280, 900, true);
    }

    /** What the authenticator shows: a number that was not used before, waited for where there is none yet. */
    String number() {
        try {
            // One number lies a little ahead, as those of clocks that are not quite right do.
            while (Instant.now().getEpochSecond() / STEP + 1 <= lastStep) {
                Thread.sleep(200);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long now = Instant.now().getEpochSecond() / STEP;
        lastStep = Math.max(now, lastStep + 1);
        return Totp.number(secret, Instant.ofEpochSecond(lastStep * STEP));
    }

    void pocket(String text) {
        secret = new Base32().decode(text);
        lastStep = 0;
    }

    /** Begins with a code, up to the desk. */
    Administrator begin(String code) {
        look.open("/admin/fr/begin");
        look.page.fill("#name", name);
        look.page.fill("#code", code);
        look.page.click("main button");
        pocket(look.page.textContent("#secret"));
        look.page.fill("#password", password);
        look.page.fill("#again", password);
        look.page.fill("#number", number());
        look.page.click("main button");
        assertThat(look.page.textContent("h1")).isEqualTo("Mon bureau");
        return this;
    }

    Administrator signIn() {
        look.open("/admin/fr/sign-in");
        look.page.fill("#name", name);
        look.page.fill("#password", password);
        look.page.click("main form button");
        look.page.fill("#number", number());
        look.page.click("main form button");
        assertThat(look.page.textContent("h1")).isEqualTo("Mon bureau");
        return this;
    }

    /** Confirms the first that waits. */
    void confirmFirst() {
        look.open("/admin/fr");
        look.page.click("main ul.list a");
        look.page.click("form[action$='/confirm'] button");
    }

    @Override
    public void close() {
        look.close();
    }
}
