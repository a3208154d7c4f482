// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/wavedesk.h"
#include "ui/panels/commandform.h"
#include "ui/style/sparkline.h"
#include "ui/style/theme.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QTemporaryDir>
#include <QToolButton>

#include <limits>

using namespace podium;
using namespace podium::engine;
using tests::check;
using Desk = tests::WaveDesk;
constexpr auto desk = tests::waveDesk;

namespace
{
QString lines(int count)
{
    QStringList numbers;
    for (int i = 0; i < count; ++i)
        numbers << QString::number(i % 20);
    return numbers.join(u'\n');
}

QString file(const QTemporaryDir &folder, const QByteArray &content)
{
    QFile file(folder.filePath(u"points.csv"_qs));
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return file.fileName();
}

void pasting()
{
    desk("a column of a spreadsheet", [](Desk &d) {
        d.paste(u"1\r\n2.5\r\n-3\r\n"_qs);
        QCOMPARE(d.line->text(), u"3 points, \u22123.000 \u2026 2.500 mm"_qs);
        QVERIFY2(d.editor->hint().contains(u"from what was pasted"), qPrintable(d.editor->hint()));
        d.enter();
        QCOMPARE(d.setpoint(), (Waveform{{1, 2.5, -3}, d.mm}));
    });
    desk("a row of a spreadsheet, and semicolons", [](Desk &d) {
        d.paste(u"1\t2\t3"_qs);
        QCOMPARE(d.line->text(), u"3 points, 1.000 \u2026 3.000 mm"_qs);
        d.paste(u"4; 5"_qs);
        QCOMPARE(d.line->text(), u"4; 5"_qs);
        QCOMPARE(d.editor->hint(), u"2 points, 4.000 \u2026 5.000 mm"_qs);
    });
    desk("more than a line of text takes, whole", [](Desk &d) {
        d.paste(lines(2000));
        QCOMPARE(d.editor->curves().pending().size(), 2000);
        d.enter();
        QCOMPARE(d.device->sent, QStringList{u"curve 2000"_qs});
    });
    desk("a bad sample far down is told at once, and Enter sends nothing", [](Desk &d) {
        d.paste(lines(1500) + u"\nx\n1"_qs);
        QVERIFY2(d.told().contains(u"sample 1501: \"x\" does not start with a number"), qPrintable(d.told()));
        d.enter();
        QVERIFY(d.device->sent.isEmpty());
        QVERIFY(d.told().contains(u"sample 1501"));
    });
    desk("a million numbers are refused without holding up the window", [](Desk &d) {
        const auto text = lines(1'000'000);
        QElapsedTimer time;
        time.start();
        d.paste(text);
        QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));
        QVERIFY2(d.told().contains(u"1000000 samples are more than a text may have; give at most 100000"), qPrintable(d.told()));
        QVERIFY(d.line->text().size() < 100);
        QVERIFY(d.line->toolTip().size() < 500);
    });
    desk("a drop is a paste", [](Desk &d) {
        QMimeData data;
        data.setText(u"1\n2"_qs);
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        static_cast<QObject *>(d.line)->event(&drop); // what is around a drag cannot be had here
        QCOMPARE(d.line->text(), u"2 points, 1.000 \u2026 2.000 mm"_qs);
        QVERIFY(d.device->sent.isEmpty());
    });
    check("an argument of a command takes a column too, and refuses one that has no room", [] {
        CommandSpec command;
        command.name = u"load"_qs;
        command.arguments = {tests::WaveDevice::curveSpec()};
        ui::CommandForm form(command, u"w.load"_qs);
        Arguments got;
        QString refused;
        QObject::connect(&form, &ui::CommandForm::runRequested, &form, [&](const Arguments &arguments) { got = arguments; });
        QObject::connect(&form, &ui::CommandForm::refused, &form, [&](const QString &why) { refused = why; });
        form.show();
        auto *line = form.findChild<ui::WaveformField *>();
        QVERIFY(line);
        QGuiApplication::clipboard()->setText(u"1\r\n2\r\n-3\r\n"_qs);
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(line->text(), u"1; 2; -3"_qs);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(got, (Arguments{Waveform{{1, 2, -3}, Unit::parse(u"mm"_qs)}}));
        QGuiApplication::clipboard()->setText(u"1\r2\r-3\r"_qs);
        line->selectAll();
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(line->text(), u"1; 2; -3"_qs);
        QGuiApplication::clipboard()->setText(lines(20'000));
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
        QVERIFY2(refused.contains(u"an argument has room for 32767"), qPrintable(refused));
        QCOMPARE(line->text(), u"1; 2; -3"_qs);
    });
    desk("middle click copies the address and pastes nothing", [](Desk &d) {
        QTest::mouseClick(d.line, Qt::MiddleButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"w.curve"_qs);
        QVERIFY(!d.editor->isEdited());
    });
}

void files()
{
    static const auto imported = [](const char *sentence, const char *content, const char *line, const char *hint) {
        check(sentence, [content, line, hint] {
            const QTemporaryDir folder;
            Desk d;
            d.editor->importFile(file(folder, content));
            QCOMPARE(d.line->text(), QString::fromUtf8(line));
            QVERIFY2(d.editor->hint().contains(QString::fromUtf8(hint)), qPrintable(d.editor->hint()));
            QVERIFY(d.line->hasFocus());
            d.enter();
            QCOMPARE(d.device->sent.size(), 1);
        });
    };
    static const auto refused = [](const char *sentence, const QByteArray &content, const char *told) {
        check(sentence, [content, told] {
            const QTemporaryDir folder;
            Desk d;
            d.editor->importFile(content.isNull() ? folder.path() : file(folder, content));
            QVERIFY2(d.told().contains(QString::fromUtf8(told)), qPrintable(d.told()));
            d.enter();
            QVERIFY(d.device->sent.isEmpty());
        });
    };
    imported("a column below a heading and a remark", "# made yesterday\nposition\n1\n2\n3\n\n", "3 points, 1.000 \u2026 3.000 mm",
             "from points.csv without its heading position");
    imported("a column of an old program, whose lines end by a carriage return alone", "position\r1\r2\r3\r", "3 points, 1.000 \u2026 3.000 mm",
             "from points.csv without its heading position");
    imported("all in one line", "0.1; 0.2; 0.3 cm\n", "3 points, 1.000 \u2026 3.000 mm", "from points.csv");
    refused("several columns", "1,2\n3,4\n", "Line 1 of points.csv has several columns");
    refused("no number", "1\nx\n3\n", "sample 2: \"x\"");
    refused("a folder", QByteArray(), "is no ordinary file");
    refused("too much", QByteArray(9'000'000, '1'), "at most 8 MB are read");
    refused("nothing", "# nothing\n", "does not start with a number");
    desk("the button opens a dialog, and what is chosen there is read", [](Desk &d) {
        const QTemporaryDir folder;
        d.type(u"5"_qs);
        QTest::mouseClick(&d.editor->importButton(), Qt::LeftButton);
        QVERIFY(d.editor->isEdited()); // the click has not left the field
        auto *dialog = d.editor->findChild<QFileDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(file(folder, "1\n2\n"));
        dialog->close();
        QCOMPARE(d.line->text(), u"2 points, 1.000 \u2026 2.000 mm"_qs);
    });
}

void readback()
{
    desk("the readback is a summary, never thousands of numbers", [](Desk &d) {
        d.device->curve().setReading(Waveform{QList<double>(5000, 1.5), d.mm});
        d.settle();
        QCOMPARE(d.row->readback()->text(), u"5000 points, 1.500 mm"_qs);
        QVERIFY(d.row->readback()->explanation().size() < 300);
    });
    desk("its curve is drawn, and drawn anew when only the middle differs", [](Desk &d) {
        QList<double> samples(200, 0.0);
        samples[0] = 1;
        d.device->curve().setReading(Waveform{samples, d.mm});
        d.settle();
        const auto before = d.row->readback()->grab().toImage();
        samples[120] = 1;
        d.device->curve().setReading(Waveform{samples, d.mm});
        d.settle();
        QVERIFY(d.row->readback()->grab().toImage() != before);
        QCOMPARE(d.row->readback()->size(), d.row->readback()->sizeHint());
    });
    check("one sample of many that stands out is drawn, and what is no number leaves a gap", [] {
        QList<double> samples(100'000, 0.0);
        samples[50'000] = 1;
        for (int i = 70'000; i < 80'000; ++i)
            samples[i] = std::numeric_limits<double>::quiet_NaN();
        QImage image(100, 20, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        ui::drawCurve(painter, image.rect(), samples, {0, 1}, QPen(Qt::black, 1));
        painter.end();
        const auto hasInk = [&](int left, int right, int top, int bottom) {
            for (int x = left; x <= right; ++x)
                for (int y = top; y <= bottom; ++y)
                    if (image.pixelColor(x, y) != QColor(Qt::white))
                        return true;
            return false;
        };
        QVERIFY(hasInk(48, 51, 0, 2));   // the peak
        QVERIFY(!hasInk(5, 45, 0, 10));  // and nothing but it
        QVERIFY(hasInk(10, 10, 18, 19)); // the floor
        QVERIFY(!hasInk(72, 77, 0, 19)); // the gap
        QVERIFY(hasInk(90, 90, 18, 19));
    });
    desk("the pending curve has another colour and another line than the present one", [](Desk &d) {
        auto &curves = d.editor->curves();
        const auto has = [&](ui::Tone tone) {
            const auto wanted = ui::Theme::instance().colour(tone);
            const auto image = curves.grab().toImage();
            for (int x = 0; x < image.width() / 2; ++x)
                for (int y = 0; y < image.height(); ++y)
                    if (image.pixelColor(x, y) == wanted)
                        return true;
            return false;
        };
        QVERIFY(!has(ui::Tone::Busy));
        d.type(u"0 .. 10 mm in 11"_qs);
        QVERIFY(has(ui::Tone::Busy));
    });
    desk("its samples can be copied as a column", [](Desk &d) {
        d.device->curve().setReading(Waveform{{1, -2.5}, d.mm});
        d.settle();
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, {3, 3}, d.row->readback()->mapToGlobal(QPoint(3, 3)));
        QCoreApplication::sendEvent(d.row->readback(), &wanted);
        auto *menu = d.row->readback()->findChild<QMenu *>();
        QVERIFY(menu);
        menu->actions().last()->trigger();
        menu->close();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"1\n-2.5"_qs);
    });
}
} // namespace

/// Waveforms from the clipboard and from files, and how they are shown.
class TstWaveformData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pasted_data() { tests::checkTable(); pasting(); }
    void pasted() { tests::runCheck(); }
    void fromFiles_data() { tests::checkTable(); files(); }
    void fromFiles() { tests::runCheck(); }
    void readBack_data() { tests::checkTable(); readback(); }
    void readBack() { tests::runCheck(); }
};

PODIUM_TEST_MAIN(TstWaveformData)
#include "tst_waveformdata.moc"
