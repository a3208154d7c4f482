// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/benchdesk.h"
#include "tests/support/testmain.h"
#include "ui/style/elidedlabel.h"

#include <QRegularExpression>

using namespace podium;
using namespace podium::tests;
using Desk = podium::tests::BenchDesk;

namespace
{
/// An axis with these lines at its end, between comments that must survive.
QByteArray bench(const QByteArray &lines)
{
    return "# Our bench\nname = \"Edited\"\n\n# the long one\n[[device]]\nid = \"x\" # short\ndriver = \"sim.axis\" # as built\n" + lines
        + "\n# the other\n[[device]]\nid = \"y\"\ndriver = \"sim.axis\"\nlimits = { position = [\"-3 mm\", \"3 mm\"] } # not to be touched\n";
}

/// What a person types, and what the file says then; nothing else of it may change.
struct Edit {
    QByteArray before;
    QString parameter;
    QList<std::pair<const char *, QString>> typed;
    QByteArray after;
};

const engine::ParameterSpec &position(const Desk &desk)
{
    return *desk.session->client().bench()->find(engine::Address{QStringLiteral("x"), QStringLiteral("position")});
}

/// The lowest dark row of what is painted: of a text without descenders, its baseline.
int baseline(QWidget &widget, const QWidget &of)
{
    const auto image = widget.grab().toImage();
    const auto paper = image.pixelColor(image.width() / 2, 3).lightness();
    for (int y = image.height() - 5; y > 4; --y)
        for (int x = 4; x < image.width() / 2; ++x)
            if (std::abs(image.pixelColor(x, y).lightness() - paper) > 90)
                return widget.mapTo(&of, QPoint(0, y)).y();
    return -1;
}
} // namespace

/// Limits, alarms, poll periods and decimals by the form of the bench editor.
class TestBenchParameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTypedStandsInTheFile_data();
    void whatIsTypedStandsInTheFile();
    void theRunningBenchTakesIt();
    void whatTheFileSaysIsShown();
    void whatIsWrongStandsAtItsLine_data();
    void whatIsWrongStandsAtItsLine();
    void aParameterThatIsNotThereCanBeTakenAway();
    void whatMakesNoSenseIsBlockedWithItsReason();
    void labelsStandOnTheLineOfTheirFields();
};

void TestBenchParameters::whatIsTypedStandsInTheFile_data()
{
    QTest::addColumn<Edit>("edit");
    const auto position = QStringLiteral("position");
    QTest::newRow("soft limits where there were none")
        << Edit{"", position, {{"limits.low", QStringLiteral("-1 mm")}, {"limits.high", QStringLiteral("5 mm")}}, "limits = { position = [\"-1 mm\", \"5 mm\"] }\n"};
    QTest::newRow("one side of the limits, the other is open")
        << Edit{"", position, {{"limits.high", QStringLiteral("5 mm")}}, "limits = { position = [\"none\", \"5 mm\"] }\n"};
    QTest::newRow("one of several limits, with a comment behind")
        << Edit{"limits = { velocity = [\"1 mm/s\", \"5 mm/s\"],  position = [ \"-5 mm\", \"none\" ] } # agreed\n", position, {{"limits.high", QStringLiteral("20 mm")}},
                "limits = { velocity = [\"1 mm/s\", \"5 mm/s\"],  position = [\"-5 mm\", \"20 mm\"] } # agreed\n"};
    QTest::newRow("limits in a table with a header")
        << Edit{"[device.limits] # soft\n# why\nposition = [\"-5 mm\", \"5 mm\"] # agreed\n", position, {{"limits.low", QStringLiteral("-4 mm")}},
                "[device.limits] # soft\n# why\nposition = [\"-4 mm\", \"5 mm\"] # agreed\n"};
    QTest::newRow("limits with dots")
        << Edit{"limits.position = [\"-5 mm\", \"5 mm\"] # agreed\n", position, {{"limits.low", QStringLiteral("-4 mm")}}, "limits.position = [\"-4 mm\", \"5 mm\"] # agreed\n"};
    QTest::newRow("limits that are taken away")
        << Edit{"limits = { position = [\"-5 mm\", \"5 mm\"], velocity = [\"1 mm/s\", \"5 mm/s\"] }\n", position, {{"limits.low", QString()}, {"limits.high", QString()}},
                "limits = { velocity = [\"1 mm/s\", \"5 mm/s\"] }\n"};
    QTest::newRow("the last limits, with their line")
        << Edit{"limits = { position = [\"-5 mm\", \"5 mm\"] }\n", position, {{"limits.low", QString()}, {"limits.high", QString()}}, ""};
    QTest::newRow("a minor alarm")
        << Edit{"", position, {{"minor.low", QStringLiteral("-2 mm")}, {"minor.high", QStringLiteral("2 mm")}}, "alarms = { position = { minor = [\"-2 mm\", \"2 mm\"] } }\n"};
    QTest::newRow("a major alarm beside a minor one")
        << Edit{"alarms = { position = { minor = [\"-2 mm\", \"2 mm\"] } } # seen in May\n", position, {{"major.high", QStringLiteral("4 mm")}},
                "alarms = { position = { minor = [\"-2 mm\", \"2 mm\"], major = [\"none\", \"4 mm\"] } } # seen in May\n"};
    QTest::newRow("one of two alarms, the other as it was written")
        << Edit{"alarms = { position = { major = [ \"-4000 um\", \"4 mm\" ], minor = [\"-2 mm\", \"2 mm\"] } }\n", position, {{"minor.high", QStringLiteral("3 mm")}},
                "alarms = { position = { major = [ \"-4000 um\", \"4 mm\" ], minor = [\"-2 mm\", \"3 mm\"] } }\n"};
    QTest::newRow("alarms that are taken away")
        << Edit{"alarms = { position = { minor = [\"-2 mm\", \"2 mm\"] } }\n", position, {{"minor.low", QString()}, {"minor.high", QString()}}, ""};
    QTest::newRow("a poll period") << Edit{"", position, {{"poll", QStringLiteral("50 ms")}}, "poll = { position = \"50 ms\" }\n"};
    QTest::newRow("another poll period, beside that of another parameter")
        << Edit{"poll = { velocity = \"2 s\", position = \"50 ms\" } # slow\n", position, {{"poll", QStringLiteral("1 s")}},
                "poll = { velocity = \"2 s\", position = \"1 s\" } # slow\n"};
    QTest::newRow("decimals") << Edit{"", position, {{"decimals", QStringLiteral("4")}}, "decimals = { position = 4 }\n"};
    QTest::newRow("those of another parameter") << Edit{"", QStringLiteral("velocity"), {{"limits.high", QStringLiteral("2 mm/s")}}, "limits = { velocity = [\"none\", \"2 mm/s\"] }\n"};
}

void TestBenchParameters::whatIsTypedStandsInTheFile()
{
    QFETCH(Edit, edit);
    Desk desk(bench(edit.before));
    EVENTUALLY(desk.editor().isVisible());
    desk.chooseParameter(edit.parameter);
    for (const auto &[field, value] : edit.typed)
        desk.type(field, value);
    QCOMPARE(desk.content(), bench(edit.before)); // nothing before Save
    EVENTUALLY(desk.saveButton().isEnabled());
    QTest::mouseClick(&desk.saveButton(), Qt::LeftButton);
    QCOMPARE(QString::fromUtf8(desk.content()), QString::fromUtf8(bench(edit.after)));
    QVERIFY(!desk.editor().isChanged());
}

void TestBenchParameters::theRunningBenchTakesIt()
{
    Desk desk(bench(""));
    EVENTUALLY(desk.editor().isVisible());
    desk.chooseParameter(QStringLiteral("position"));
    desk.type("limits.high", QStringLiteral("5 mm"));
    desk.type("major.high", QStringLiteral("4 mm"));
    desk.type("decimals", QStringLiteral("1"));
    EVENTUALLY(desk.saveButton().isEnabled());
    QTest::mouseClick(&desk.saveButton(), Qt::LeftButton);
    EVENTUALLY(position(desk).softLimits.high == 5.0);
    QCOMPARE(position(desk).alarmLimits.major.high, 4.0);
    QCOMPARE(position(desk).decimals, 1);
}

void TestBenchParameters::whatTheFileSaysIsShown()
{
    Desk desk(bench("limits = { position = [\"-5 mm\", \"none\"] }\nalarms = { position = { major = [\"-4 mm\", \"4 mm\"] } }\npoll = { position = \"50 ms\" }\n"));
    EVENTUALLY(desk.editor().isVisible());
    desk.chooseParameter(QStringLiteral("position"));
    QCOMPARE(qobject_cast<QComboBox *>(desk.form().field(QStringLiteral("parameter")))->currentText(), QStringLiteral("position: limits, major, poll"));
    QCOMPARE(desk.shown("limits.low"), QStringLiteral("-5 mm"));
    QCOMPARE(desk.shown("limits.high"), QStringLiteral("none"));
    QCOMPARE(desk.shown("minor.low"), QString());
    QCOMPARE(desk.shown("major.high"), QStringLiteral("4 mm"));
    QCOMPARE(desk.shown("poll"), QStringLiteral("50 ms"));
    const auto *decimals = qobject_cast<QLineEdit *>(desk.form().field(QStringLiteral("decimals")));
    QCOMPARE(decimals->placeholderText(), QStringLiteral("3")); // what counts if nothing is given
    QVERIFY2(desk.form().field(QStringLiteral("limits.low"))->toolTip().contains(QStringLiteral("The device allows")),
             qPrintable(desk.form().field(QStringLiteral("limits.low"))->toolTip()));
}

void TestBenchParameters::whatIsWrongStandsAtItsLine_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *field, const char *value, const char *line, const char *message) {
        QTest::newRow(name) << QByteArray(field) << QString::fromLatin1(value) << QByteArray(line) << QString::fromLatin1(message);
    };
    row("a limit of another dimension", "limits.high", "2 kg", "limits", "kg");
    row("a limit without its unit", "limits.high", "2", "limits", "unit");
    row("a limit that is no number", "limits.low", "much", "limits", "much");
    row("limits that lie outside of what the device allows", "limits.low", "5000 mm", "limits", "no value could be written");
    row("an alarm of another dimension", "minor.low", "2 s", "minor", "s");
    row("a major alarm that is no number", "major.high", "x", "major", "x");
    row("a poll period that is no time", "poll", "2 mm", "poll", "no time");
    row("a poll period of nothing", "poll", "0 s", "poll", "above 0");
    row("too many decimals", "decimals", "16", "decimals", "15");
}

void TestBenchParameters::whatIsWrongStandsAtItsLine()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, value);
    QFETCH(QByteArray, line);
    QFETCH(QString, message);
    Desk desk(bench(""));
    EVENTUALLY(desk.editor().isVisible());
    desk.chooseParameter(QStringLiteral("position"));
    desk.type(field.constData(), value);
    EVENTUALLY(desk.problem(line.constData()).contains(message));
    QVERIFY(!desk.saveButton().isEnabled());
    desk.chooseParameter(QStringLiteral("velocity"));
    EVENTUALLY(desk.problem("parameter").contains(QStringLiteral("position: ")));
    QCOMPARE(desk.problem(line.constData()), QString());
    desk.chooseParameter(QStringLiteral("position"));
    EVENTUALLY(desk.problem(line.constData()).contains(message));
    desk.type(field.constData(), {});
    EVENTUALLY(desk.problem(line.constData()).isEmpty());
    QVERIFY(!desk.editor().isChanged());
}

void TestBenchParameters::aParameterThatIsNotThereCanBeTakenAway()
{
    Desk desk(bench("poll = { positon = \"50 ms\" }\n"));
    EVENTUALLY(desk.editor().isVisible());
    desk.chooseParameter(QStringLiteral("position"));
    EVENTUALLY(desk.problem("parameter").contains(QStringLiteral("Did you mean position?")));
    desk.chooseParameter(QStringLiteral("positon"));
    EVENTUALLY(desk.problem("poll").contains(QStringLiteral("Did you mean position?")));
    desk.type("poll", {});
    EVENTUALLY(desk.saveButton().isEnabled());
    QCOMPARE(desk.problem("parameter"), QString());
    QTest::mouseClick(&desk.saveButton(), Qt::LeftButton);
    QCOMPARE(desk.content(), bench(""));
}

void TestBenchParameters::whatMakesNoSenseIsBlockedWithItsReason()
{
    Desk desk("name = \"Edited\"\n[[device]]\nid = \"s\"\ndriver = \"sim.shutter\"\n");
    EVENTUALLY(desk.editor().isVisible());
    auto *choice = qobject_cast<QComboBox *>(desk.form().field(QStringLiteral("parameter")));
    QVERIFY(choice->count() > 0);
    auto *low = qobject_cast<QLineEdit *>(desk.form().field(QStringLiteral("minor.low")));
    QVERIFY(low->isReadOnly());
    QVERIFY2(low->toolTip().contains(QStringLiteral("is no number, so it has no alarms")), qPrintable(low->toolTip()));
}

void TestBenchParameters::labelsStandOnTheLineOfTheirFields()
{
    Desk desk(bench(""));
    EVENTUALLY(desk.editor().isVisible());
    desk.chooseParameter(QStringLiteral("position"));
    int count = 0;
    for (const char *name : {"id", "title", "group", "settings.high", "limits.low", "minor.high", "poll", "decimals"}) {
        auto *field = qobject_cast<QLineEdit *>(desk.form().field(QString::fromLatin1(name)));
        desk.type(name, QStringLiteral("M")); // without a descender
        field->deselect();
        field->clearFocus();
        const auto labels = desk.form().findChildren<ui::ElidedLabel *>();
        const auto middle = field->mapTo(&desk.form(), field->rect().center()).y();
        for (auto *label : labels) {
            const auto place = QRect(label->mapTo(&desk.form(), QPoint()), label->size());
            if (middle < place.top() || middle > place.bottom() || label->text().contains(QRegularExpression(QStringLiteral("[gjpqy]"))))
                continue;
            const auto of = [&](QWidget &widget) { return baseline(widget, desk.form()); };
            QVERIFY2(of(*label) == of(*field), qPrintable(QStringLiteral("%1 (%2): %3, %4").arg(label->text(), QString::fromLatin1(name)).arg(of(*label)).arg(of(*field))));
            ++count;
        }
    }
    QVERIFY2(count >= 5, qPrintable(QString::number(count)));
}

PODIUM_TEST_MAIN(TestBenchParameters)
#include "tst_benchparameters.moc"
