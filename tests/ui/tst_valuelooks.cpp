// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/valuelabel.h"

#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "tests/ui/windowdesk.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/limitbar.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/parameterrow.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QToolTip>
#include <QWheelEvent>

#include <limits>
#include <map>

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::check;
using tests::UiBench;

namespace
{
/// What may be wrong with a reading, and the word for it.
struct Wrong {
    const char *word;
    Quality quality;
    AlarmLimits alarms; ///< for a reading of 1 mm
};

const Wrong wrongs[] = {{"", Quality::Valid, {}},
                        {"minor alarm", Quality::Valid, {{2, 3}, {}}},
                        {"major alarm", Quality::Valid, {{}, {2, 3}}},
                        {"stale", Quality::Stale, {}},
                        {"invalid", Quality::Invalid, {}},
                        {"no connection", Quality::Lost, {}}};

struct Desk : UiBench {
    Desk()
    {
        position().setReading(Quantity(1, mm));
        label.show();
        settle();
    }
    Parameter &position() { return device().position(); }

    void make(const Wrong &wrong)
    {
        position().setAlarmLimits(wrong.alarms);
        position().setReading(Quantity(1, mm));
        if (wrong.quality != Quality::Valid)
            position().setQuality(wrong.quality, u"the cable is out"_qs);
        settle();
    }
    ui::ValueLabel label{view("m.position")};
};

/// What somebody sees who sees no colours, and the number apart.
QImage grey(const ui::ValueLabel &label)
{
    auto image = const_cast<ui::ValueLabel &>(label).grab().toImage().convertToFormat(QImage::Format_Grayscale8);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) // dark or light; the shade of a colour does not count
            image.setPixelColor(x, y, image.pixelColor(x, y).lightness() < 180 ? Qt::black : Qt::white);
    return image;
}

QStringList geometries(const QWidget &widget)
{
    QStringList all;
    for (const auto *child : widget.findChildren<QWidget *>())
        if (child->isVisible())
            all << QStringLiteral("%1 %2,%3 %4x%5").arg(QLatin1String(child->metaObject()->className())).arg(child->x()).arg(child->y()).arg(child->width()).arg(child->height());
    return all;
}

void signs()
{
    check("each look differs from every other one without its colour", [] {
        ui::Theme::instance().apply(*qApp, ui::Theme::Mode::Light);
        Desk d;
        std::map<const char *, QImage> seen;
        for (const auto &wrong : wrongs) {
            d.make(wrong);
            const auto image = grey(d.label);
            for (const auto &[other, known] : seen)
                QVERIFY2(image != known, qPrintable(QStringLiteral("'%1' looks like '%2'").arg(QLatin1String(wrong.word), QLatin1String(other))));
            seen[wrong.word] = image;
        }
        QCOMPARE(seen.size(), std::size(wrongs));
        ui::Theme::instance().apply(*qApp, ui::Theme::Mode::System);
    });
    check("each is told in words, too, with its age and its reason", [] {
        Desk d;
        for (const auto &wrong : wrongs) {
            d.make(wrong);
            QVERIFY2(d.label.explanation().contains(QLatin1String(wrong.word)), qPrintable(d.label.explanation()));
            QCOMPARE(d.label.explanation().contains(u"the cable is out"), wrong.quality != Quality::Valid);
        }
        QVERIFY(d.label.explanation().contains(QRegularExpression(u"read \\d+ ms ago"_qs)));
    });
    check("nothing in a panel moves when a reading goes from one look to another", [] {
        tests::WindowDesk desk;
        desk.window->panels().open(u"a"_qs);
        desk.settle();
        const auto &panel = *desk.window->panels().panel(u"a"_qs);
        auto &position = desk.a().position();
        position.setReading(Quantity(1, desk.mm));
        desk.settle();
        const auto before = geometries(panel);
        QVERIFY(before.size() > 20);
        position.setAlarmLimits({{-1, 1}, {-2, 2}});
        for (const double value : {1.5, 99.999, -99.999, 1.0}) {
            position.setReading(Quantity(value, desk.mm));
            desk.settle();
            QCOMPARE(geometries(panel), before);
        }
        for (const auto quality : {Quality::Stale, Quality::Invalid, Quality::Lost}) {
            position.setQuality(quality, u"a long story, longer than any row is wide, of what went wrong with it"_qs);
            desk.advance(100s);
            desk.settle();
            QCOMPARE(geometries(panel), before);
        }
    });
    check("all digits are equally wide, so that they do not dance", [] {
        const auto font = ui::digitFont(qApp->font());
        const auto sheet = ui::GlyphSheet::of(font, Qt::black, 1);
        for (const QChar digit : QStringLiteral("0123456789"))
            QCOMPARE(sheet->width(QString(5, digit)), sheet->width(u"00000"));
        QVERIFY(sheet->width(u"\u221212.3e+5"));
        QVERIFY(!sheet->width(u"12 mm"));
    });
    check("the point stays where it is while the digits change", [] {
        Desk d;
        const auto column = [&d] { // of the rightmost dark pixel: the end of the number or of the unit
            const auto image = grey(d.label);
            for (int x = image.width() - 1; x >= 0; --x)
                for (int y = 0; y < image.height(); ++y)
                    if (image.pixelColor(x, y) == QColor(Qt::black))
                        return x;
            return -1;
        };
        ui::Theme::instance().apply(*qApp, ui::Theme::Mode::Light);
        d.position().setAlarmLimits({});
        d.position().setReading(Quantity(1.111, d.mm));
        d.settle();
        const auto before = column();
        for (const double value : {88.888, -7.77, 0.0}) {
            d.position().setReading(Quantity(value, d.mm));
            d.settle();
            QCOMPARE(column(), before);
        }
        ui::Theme::instance().apply(*qApp, ui::Theme::Mode::System);
    });
}

void stories()
{
    check("the tooltip tells who asked for the setpoint", [] {
        Desk d;
        QVERIFY(!d.label.explanation().contains(u"setpoint"));
        const auto task = d.client->as(u"script"_qs).write(UiBench::address("m.velocity"), Quantity(-0.0 + 5.25, Unit::parse(u"mm/s"_qs)));
        d.settle();
        QVERIFY(task.info().succeeded());
        ui::ValueLabel velocity(d.view("m.velocity"));
        velocity.show();
        d.advance(14s);
        d.settle();
        const auto wanted = QStringLiteral("setpoint 5.25 mm/s, by script in task %1, 14 s ago").arg(task.id());
        QVERIFY2(velocity.explanation().contains(wanted), qPrintable(velocity.explanation()));
    });
    check("or the task, when nobody knows who started it", [] {
        Desk d;
        d.position().setSetpoint(Quantity(-3, d.mm), {}, 17);
        d.settle();
        QVERIFY2(d.label.explanation().contains(u"setpoint \u22123 mm, by task 17, "), qPrintable(d.label.explanation()));
    });
    check("or that the device did so by itself", [] {
        Desk d;
        d.position().setSetpoint(Quantity(-3, d.mm));
        d.settle();
        QVERIFY2(d.label.explanation().contains(u"setpoint \u22123 mm, by the device itself"), qPrintable(d.label.explanation()));
    });
    check("NaN is spelled and never taken for a number", [] {
        Desk d;
        d.position().setReading(Quantity(std::numeric_limits<double>::quiet_NaN(), d.mm));
        d.settle();
        QCOMPARE(d.label.text(), u"? NaN mm"_qs);
    });
    check("the menu copies name, value with all digits, unit and time", [] {
        Desk d;
        d.position().setAlarmLimits({{-10, 10}, {}});
        d.position().setReading(Quantity(-12.3471, d.mm));
        d.settle();
        d.advance(10s);
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, {3, 3}, d.label.mapToGlobal(QPoint(3, 3)));
        QCoreApplication::sendEvent(&d.label, &wanted);
        auto *menu = d.label.findChild<QMenu *>();
        QVERIFY(menu);
        menu->actions().at(1)->trigger();
        menu->close();
        const auto parts = QGuiApplication::clipboard()->text().split(u'\t');
        QCOMPARE(parts.size(), 4);
        QCOMPARE(parts[0], u"m.position"_qs);
        QCOMPARE(parts[1], u"-12.3471 mm"_qs); // as it can be pasted
        const auto age = QDateTime::fromString(parts[2], Qt::ISODateWithMs).msecsTo(QDateTime::currentDateTime());
        QVERIFY2(age >= 9'000 && age < 15'000, qPrintable(QString::number(age))); // of the reading, not of the copy
        QCOMPARE(parts[3], u"minor alarm"_qs);
    });
    check("what was copied is shown", [] {
        Desk d;
        QTest::mouseClick(&d.label, Qt::MiddleButton);
        QVERIFY2(QToolTip::text().contains(u"Copied m.position"), qPrintable(QToolTip::text()));
        QToolTip::hideText();
    });
    check("limits are told below the field and marked on the bar, and both follow them", [] {
        Desk d;
        ui::ParameterRow row(*d.views, *d.client, UiBench::address("m.position"));
        row.resize(700, row.sizeHint().height());
        row.show();
        d.settle();
        auto *bar = row.findChild<ui::LimitBar *>();
        QVERIFY(bar && bar->isVisible());
        QCOMPARE(row.editor()->hint(), u"\u2212100.000 to 100.000 mm (device)"_qs);
        const auto before = bar->grab().toImage();
        d.position().setSoftLimits({-50, 50});
        d.settle();
        QVERIFY(bar->grab().toImage() != before);
        QVERIFY2(bar->accessibleDescription().contains(u"50 mm"), qPrintable(bar->accessibleDescription()));
        QCOMPARE(row.editor()->hint(), u"\u221250.000 to 50.000 mm (soft)"_qs);
    });
    check("no list in the window takes the wheel", [] {
        tests::WindowDesk desk;
        desk.window->panels().open(u"a"_qs);
        desk.settle();
        const auto boxes = desk.window->findChildren<QComboBox *>();
        QVERIFY(boxes.size() > 3);
        for (auto *box : boxes) {
            const int before = box->currentIndex();
            for (const int turn : {120, -120}) {
                QWheelEvent wheel(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, {0, turn}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
                QCoreApplication::sendEvent(box, &wheel);
                QCOMPARE(box->currentIndex(), before);
            }
        }
    });
}
} // namespace

/// What is wrong with a readback is seen without colours, and nothing moves by it; what is known of it is told and copied.
class TstValueLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksOfAValue_data() { tests::checkTable(); signs(); }
    void looksOfAValue() { tests::runCheck(); }
    void whatIsKnown_data() { tests::checkTable(); stories(); }
    void whatIsKnown() { tests::runCheck(); }
};

PODIUM_TEST_MAIN(TstValueLooks)
#include "tst_valuelooks.moc"
