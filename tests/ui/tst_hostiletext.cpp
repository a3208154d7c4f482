// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/devicepanel.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/parameterrow.h"
#include "ui/style/plaintext.h"

#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"

#include <QLabel>

using namespace podium;
using namespace podium::engine;
using tests::UiBench;

namespace {

/// A device whose every text is what a test says.
class HostileDevice : public tests::TestDevice
{
public:
    HostileDevice(const DeviceContext &context, const QString &text) : TestDevice(context)
    {
        ParameterSpec spec;
        spec.name = QStringLiteral("text");
        spec.title = text;
        spec.help = text;
        spec.type = ParameterType::Text;
        addParameter(spec).setReading(text);
        CommandSpec command;
        command.name = QStringLiteral("go");
        command.title = text;
        command.help = text;
        addCommand(command);
    }
};

} // namespace

/// Whatever a device says is shown letter by letter, and bends no layout.
class TstHostileText : public QObject
{
    Q_OBJECT

    static void addTexts()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("HTML") << u"<b>bold</b><img src=\"file:///etc/passwd\">&amp;"_qs;
        QTest::newRow("places of arguments") << u"%1 %2 %n %L1"_qs;
        QTest::newRow("text direction") << u"a\u202Egnp.exe\u202C \u2067b"_qs;
        QTest::newRow("control characters and lines") << u"one\ntwo\r\n\x1b[31mred\u0007\u2028three"_qs;
        QTest::newRow("5,000 characters") << QString(5000, u'W');
        QTest::newRow("half a surrogate") << u"x"_qs + QChar(0xD83D);
    }

private Q_SLOTS:
    void oneLineIsOneLine_data() { addTexts(); }
    void oneLineIsOneLine()
    {
        QFETCH(QString, text);
        const auto shown = ui::oneLine(text);
        QVERIFY(shown.size() <= 400);
        for (const QChar c : shown)
            QVERIFY(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format && c != u'\u2028');
        const auto tip = ui::plainToolTip(text);
        QVERIFY(!tip.contains(u"<b>") && !tip.contains(u"<img"));
        QCOMPARE(ui::buttonText(u"A&B"_qs), u"A&&B"_qs);
        QCOMPARE(ui::oneLine(u"\U0001F52C ok"_qs), u"\U0001F52C ok"_qs);
    }

    void aPanelShowsItPlainAndKeepsItsSize_data() { addTexts(); }
    void aPanelShowsItPlainAndKeepsItsSize()
    {
        QFETCH(QString, text);
        UiBench bench{QStringList()};
        auto &core = bench.core;
        auto &device = static_cast<HostileDevice &>(
            core.bench.add(std::make_unique<HostileDevice>(core.bench.context(u"h"_qs, text, text), text)));
        device.open();
        device.setState(DeviceState::Fault, text);
        core.hub = std::make_unique<Hub>(core.engine, core.bench, core.locks);
        bench.client.emplace(core.engine.gate(), core, u"operator"_qs);
        bench.views.emplace(*core.hub, bench.client->bench());
        ui::DevicePanel panel(*bench.views, *bench.client, u"h"_qs);
        panel.show();
        bench.settle();
        panel.rows().back()->message().say(ui::Tone::Major, text);
        bench.settle();
        QVERIFY2(panel.minimumSizeHint().width() < 900, qPrintable(QString::number(panel.minimumSizeHint().width())));
        for (const auto *label : panel.findChildren<QLabel *>())
            QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
        for (const auto *widget : panel.findChildren<QWidget *>())
            QVERIFY2(!widget->toolTip().contains(u"<b>") && !widget->toolTip().contains(u"<img"), qPrintable(widget->toolTip()));
        QVERIFY(panel.header().remark().startsWith(ui::oneLine(text).first(1)));
        QVERIFY(!panel.grab().isNull());
    }
};

PODIUM_TEST_MAIN(TstHostileText)
#include "tst_hostiletext.moc"
