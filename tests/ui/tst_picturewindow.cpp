// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/picturedesk.h"
#include "ui/log/logmodel.h"
#include "ui/panels/picturesaver.h"
#include "ui/stop/stopbanner.h"
#include "ui/stop/stopbar.h"

#include <QTemporaryDir>

using namespace podium;
using namespace podium::tests;

namespace
{
/// A window with a picture, which is also open in a window of its own.
struct Desk : WindowDesk {
    Desk() : picture(addPicture(*this)), large(&openLarge(*this, picture)) {}

    /// Device a goes on moving, whatever it is told.
    void disobeyed()
    {
        a().ignoresStop = true;
        client->move(address("a.position"), Quantity(90, mm), MoveKind::Absolute);
        advance(1s);
        QTest::mouseClick(&large->strip().button(), Qt::LeftButton);
        advance(9s);
        settle();
    }
    static QToolButton &reset(QWidget &in) { return *in.findChild<QToolButton *>(QStringLiteral("stopReset")); }
    /// The last line that the log has of the picture.
    QString logged() const
    {
        QString found;
        for (int row = 0; row < window->log().rowCount(); ++row) {
            QStringList line;
            for (int column = 0; column < window->log().columnCount(); ++column)
                line << window->log().index(row, column).data().toString();
            if (line.contains(QStringLiteral("lab/cam.image")))
                found = line.join(u' ');
        }
        return found;
    }

    ui::ImageView &picture;
    QPointer<ui::ImageWindow> large;
};

void desk(const char *sentence, void (*body)(Desk &))
{
    check(sentence, [body] {
        Desk desk;
        body(desk);
    });
}
} // namespace

/// The window of a picture beside the main window.
class TstPictureWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windows_data()
    {
        checkTable();
        desk("What is acknowledged in the main window can be reset in that of a picture", [](Desk &desk) {
            desk.disobeyed();
            auto &main = *desk.bar("mainToolBar").findChild<ui::StopBar *>();
            for (auto *bar : {&main, &desk.large->strip()}) {
                QCOMPARE(bar->phaseText(), QStringLiteral("!! Not confirmed: 1"));
                QVERIFY(!Desk::reset(*bar).isEnabled());
            }
            desk.window->activateWindow();
            QTest::mouseClick(desk.window->findChild<ui::StopBanner *>()->findChild<QPushButton *>(), Qt::LeftButton);
            desk.settle();
            for (auto *bar : {&main, &desk.large->strip()})
                QVERIFY2(Desk::reset(*bar).isEnabled(), qPrintable(Desk::reset(*bar).toolTip()));
            desk.a().ignoresStop = false;
            QTest::mouseClick(&Desk::reset(desk.large->strip()), Qt::LeftButton);
            desk.advance(1s);
            desk.settle();
            QVERIFY(!desk.client->gate()->isLatched());
        });
        desk("A reset that is armed in one window is told in the other", [](Desk &desk) {
            QTest::mouseClick(&desk.large->strip().button(), Qt::LeftButton);
            desk.advance(1s);
            desk.settle();
            QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
            desk.settle();
            QCOMPARE(desk.large->strip().phaseText(), desk.bar("mainToolBar").findChild<ui::StopBar *>()->phaseText());
            QVERIFY(desk.large->strip().phaseText().contains(QStringLiteral("again")));
        });
        desk("F11 makes it full-screen, Ctrl+Q quits with it", [](Desk &desk) {
            QTest::keyClick(desk.large->windowHandle(), Qt::Key_F11);
            QVERIFY(desk.large->isFullScreen() && !desk.window->isFullScreen());
            QTest::keyClick(desk.large->windowHandle(), Qt::Key_F11);
            QVERIFY(!desk.large->isFullScreen());
            QTest::keyClick(desk.large->windowHandle(), Qt::Key_Q, Qt::ControlModifier);
            QVERIFY(!desk.window->isVisible());
        });
        desk("A picture is written also when its window closes meanwhile, which the log tells", [](Desk &desk) {
            const QTemporaryDir folder;
            const auto file = folder.filePath(QStringLiteral("p.png"));
            auto &view = desk.large->view();
            view.saver().save(view.canvas().image(), view.canvas().contrast(), file);
            delete desk.large.data();
            QTRY_VERIFY2(desk.logged().contains(QStringLiteral("is saved in ") + file), qPrintable(desk.logged()));
            QCOMPARE(QImage(file).size(), QSize(60, 40));
        });
        desk("What could not be written when its window is closed is told in the log", [](Desk &desk) {
            auto &view = desk.large->view();
            view.saver().save(view.canvas().image(), view.canvas().contrast(), QStringLiteral("/no/such/p.png"));
            delete desk.large.data();
            QTRY_VERIFY2(desk.logged().contains(QStringLiteral("could not be saved in /no/such/p.png")), qPrintable(desk.logged()));
        });
        desk("It goes with the panel, and with the main window", [](Desk &desk) {
            desk.window->panels().close(QStringLiteral("lab/cam"));
            QTRY_VERIFY(!desk.large);
            desk.window->panels().open(QStringLiteral("lab/cam"));
            desk.settle();
            desk.large = &openLarge(desk, *panel(desk, QStringLiteral("lab/cam")).row(QStringLiteral("lab/cam.image"))->picture());
            desk.window.reset();
            QVERIFY(!desk.large);
        });
    }
    void windows() { runCheck(); }
};

PODIUM_TEST_MAIN(TstPictureWindow)
#include "tst_picturewindow.moc"
