// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tomltext.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

using podium::app::TomlText;
using Edit = std::function<void(TomlText &)>;

namespace
{
const auto settings = QStringLiteral("settings");

/// A file as people write them: comments, gaps, an order of its own, letters beyond ASCII.
const QByteArray file = "# Our bench: Müller\n"
                        "name = \"B\" # short\n"
                        "\n"
                        "# the long axis\n"
                        "[[device]]\n"
                        "title = 'Größe x'   # measured\n"
                        "id = \"x\"\n"
                        "driver = \"sim.axis\"\n"
                        "settings = { low = \"-5 mm\", high = \"25 mm\" } # by the switch\n"
                        "\n"
                        "# the other\n"
                        "[[device]]\n"
                        "id = \"y\"\n"
                        "driver = \"sim.axis\"\n"
                        "  [device.settings]\n"
                        "  low = \"0 mm\"\n"
                        "\n"
                        "# rules\n"
                        "[[interlock]]\n"
                        "refuse = \"x.position\"\n"
                        "unless = \"y.position < 5 mm\"\n"
                        "reason = \"They would touch.\"\n";

QByteArray replaced(const QByteArray &part, const QByteArray &with)
{
    QByteArray text = file;
    Q_ASSERT(text.count(part) == 1);
    return text.replace(part, with);
}
} // namespace

/// Edits of a bench file leave all that they do not mean as it was.
class TestTomlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditChangesNothingElse_data();
    void anEditChangesNothingElse();
    void lineEndsStayAsTheyAre();
    void whatCannotBeEditedIsSaid();
};

void TestTomlText::anEditChangesNothingElse_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char *sentence, const QByteArray &wanted, const Edit &edit) { QTest::newRow(sentence) << edit << wanted; };
    row("a value, with the comment behind it", replaced("'Größe x'", "\"Länge\""),
        [](TomlText &text) { text.set(0, {QStringLiteral("title")}, QStringLiteral("\"Länge\"")); });
    row("a part of a table in braces", replaced("\"25 mm\"", "\"30 mm\""),
        [](TomlText &text) { text.set(0, {settings, QStringLiteral("high")}, QStringLiteral("\"30 mm\"")); });
    row("a new part of a table in braces", replaced("\"25 mm\" }", "\"25 mm\", velocity = \"2 mm/s\" }"),
        [](TomlText &text) { text.set(0, {settings, QStringLiteral("velocity")}, QStringLiteral("\"2 mm/s\"")); });
    row("a new line behind the last of the device", replaced("# by the switch\n", "# by the switch\ngroup = \"G\"\n"),
        [](TomlText &text) { text.set(0, {QStringLiteral("group")}, QStringLiteral("\"G\"")); });
    row("a new line of a device whose settings have a header", replaced("id = \"y\"\ndriver = \"sim.axis\"\n", "id = \"y\"\ndriver = \"sim.axis\"\ntitle = \"Y\"\n"),
        [](TomlText &text) { text.set(1, {QStringLiteral("title")}, QStringLiteral("\"Y\"")); });
    row("a new setting below that header", replaced("  low = \"0 mm\"\n", "  low = \"0 mm\"\nhigh = \"9 mm\"\n"),
        [](TomlText &text) { text.set(1, {settings, QStringLiteral("high")}, QStringLiteral("\"9 mm\"")); });
    row("a value goes with its line", replaced("title = 'Größe x'   # measured\n", ""), [](TomlText &text) { text.remove(0, {QStringLiteral("title")}); });
    row("the first part of a table in braces goes", replaced("low = \"-5 mm\", ", ""),
        [](TomlText &text) { text.remove(0, {settings, QStringLiteral("low")}); });
    row("the last part of a table in braces goes", replaced(", high = \"25 mm\"", ""),
        [](TomlText &text) { text.remove(0, {settings, QStringLiteral("high")}); });
    row("the last setting takes the empty table along", replaced("settings = { low = \"-5 mm\", high = \"25 mm\" } # by the switch\n", ""), [](TomlText &text) {
        text.remove(0, {settings, QStringLiteral("low")});
        text.remove(0, {settings, QStringLiteral("high")});
    });
    row("what is not there need not go", file, [](TomlText &text) { text.remove(1, {QStringLiteral("address")}); });
    row("a new device comes behind the last one, before the rules", replaced("  low = \"0 mm\"\n", "  low = \"0 mm\"\n\n[[device]]\nid = \"z\"\n"),
        [](TomlText &text) { text.append({QStringLiteral("[[device]]"), QStringLiteral("id = \"z\"")}); });
    row("a device once more", replaced("# by the switch\n", "# by the switch\n\n[[device]]\ntitle = 'Größe x'   # measured\nid = \"x2\"\ndriver = \"sim.axis\"\n"
                                                            "settings = { low = \"-5 mm\", high = \"25 mm\" } # by the switch\n"),
        [](TomlText &text) { text.duplicate(0, QStringLiteral("\"x2\"")); });
    row("a device goes with the comment above it, and no other", replaced("# the other\n[[device]]\nid = \"y\"\ndriver = \"sim.axis\"\n  [device.settings]\n  low = \"0 mm\"\n\n", ""),
        [](TomlText &text) { text.removeDevice(1); });
    row("quotes, backslashes and control characters are written as TOML wants them", replaced("'Größe x'", "\"a\\\"b\\\\c\\u0009d\""),
        [](TomlText &text) { text.set(0, {QStringLiteral("title")}, TomlText::quotedText(QStringLiteral("a\"b\\c\td"))); });
}

void TestTomlText::anEditChangesNothingElse()
{
    QFETCH(Edit, edit);
    QFETCH(QByteArray, wanted);
    TomlText text(file);
    edit(text);
    QCOMPARE(QString::fromUtf8(text.text()), QString::fromUtf8(wanted));
}

void TestTomlText::lineEndsStayAsTheyAre()
{
    TomlText text("name = \"B\"\r\n[[device]]\r\nid = \"x\"");
    text.set(0, {QStringLiteral("title")}, QStringLiteral("\"X\""));
    QCOMPARE(text.text(), QByteArray("name = \"B\"\r\n[[device]]\r\nid = \"x\"\r\ntitle = \"X\"\r\n"));
    TomlText dotted("[[device]]\nid = \"x\"\nsettings.low = \"1 mm\"\n");
    dotted.set(0, {settings, QStringLiteral("high")}, QStringLiteral("\"2 mm\""));
    dotted.remove(0, {settings, QStringLiteral("low")});
    QCOMPARE(dotted.text(), QByteArray("[[device]]\nid = \"x\"\nsettings.high = \"2 mm\"\n"));
    TomlText empty("name = \"B\"\n");
    empty.append({QStringLiteral("[[device]]"), QStringLiteral("id = \"x\"")});
    QCOMPARE(empty.text(), QByteArray("name = \"B\"\n\n[[device]]\nid = \"x\"\n"));
}

void TestTomlText::whatCannotBeEditedIsSaid()
{
    for (const auto &[text, says] : {std::pair<QByteArray, QString>("name = \n", QStringLiteral("line 1")),
                                     std::pair<QByteArray, QString>("device = [ { id = \"x\" } ]\n", QStringLiteral("[[device]]"))}) {
        TomlText edited(text);
        try {
            edited.set(0, {QStringLiteral("id")}, QStringLiteral("\"y\""));
            QFAIL("it should have been refused");
        } catch (const podium::engine::Error &error) {
            QVERIFY2(error.message().contains(says), qPrintable(error.message()));
        }
        QCOMPARE(edited.text(), text);
    }
}

PODIUM_TEST_MAIN(TestTomlText)
#include "tst_tomltext.moc"
