// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/trafficdesk.h"
#include "ui/mainwindow.h"
#include "ui/mainwindow/dock.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace podium;
using namespace podium::tests;

namespace
{
/// A window of the usual size, in which the button in the head of x was clicked to see its traffic.
struct Desk : TrafficBench {
    Desk()
    {
        window = std::make_unique<ui::MainWindow>(*views, *client, ui::WindowServices());
        window->panels().open(QStringLiteral("x"));
        window->show();
        settle();
        for (auto *button : window->panels().panel(QStringLiteral("x"))->header().findChildren<QToolButton *>())
            if (button->accessibleName() == QLatin1String("Traffic of x"))
                QTest::mouseClick(button, Qt::LeftButton);
        settle();
        for (int i = 0; i < 30; ++i)
            rack->note(TraceKind::Sent, QByteArray::number(i));
        settle();
    }
    ~Desk() { window.reset(); }
    ui::Dock &dock() { return *window->findChild<ui::Dock *>(QStringLiteral("trafficDock")); }
    ui::TrafficPanel &panel() { return *window->findChild<ui::TrafficPanel *>(); }
    /// So many messages are seen as a whole.
    int rowsSeen()
    {
        auto &view = panel().view();
        int seen = 0;
        for (int row = 0; row < view.model()->rowCount(); ++row)
            seen += view.viewport()->rect().contains(QRect(0, view.visualRect(view.model()->index(row, 0)).y(), 1, view.visualRect(view.model()->index(row, 0)).height()));
        return seen;
    }
    QList<QWidget *> controls()
    {
        QList<QWidget *> found;
        for (auto *child : panel().findChildren<QWidget *>())
            if (child->isVisible() && (qobject_cast<QAbstractButton *>(child) || qobject_cast<QComboBox *>(child) || qobject_cast<QLineEdit *>(child))
                && !qobject_cast<QLineEdit *>(child->parentWidget()))
                found << child;
        return found;
    }

    std::unique_ptr<ui::MainWindow> window;
};
} // namespace

/// How the traffic stands in the window.
class TstTrafficDock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atTheUsualSizeEightMessagesAreSeenAndThePanelsHaveMoreRoomThanThem()
    {
        Desk desk;
        QCOMPARE(desk.window->size(), QSize(1280, 800));
        QVERIFY(desk.dock().isVisible());
        QVERIFY2(desk.rowsSeen() >= 8, qPrintable(QStringLiteral("%1 rows are seen").arg(desk.rowsSeen())));
        QVERIFY2(desk.window->panels().height() > desk.dock().height() * 3 / 2,
                 qPrintable(QStringLiteral("%1 for the panels, %2 for the traffic").arg(desk.window->panels().height()).arg(desk.dock().height())));
    }

    void whereItIsNarrowTheControlsBreakIntoRowsAndNoneIsCutOrCovered()
    {
        Desk desk;
        desk.dock().setFloating(true);
        for (const int width : {1400, 900, 600, 460}) {
            desk.dock().resize(width, 600);
            desk.settle();
            QVERIFY2(desk.dock().width() <= width, qPrintable(QString::number(desk.dock().width())));
            const auto controls = desk.controls();
            QVERIFY2(controls.size() > 8, qPrintable(QString::number(controls.size())));
            for (auto *control : controls) {
                QVERIFY2(control->visibleRegion().contains(control->rect()), qPrintable(QStringLiteral("%1 at %2").arg(QLatin1String(control->metaObject()->className())).arg(width)));
                QVERIFY(control->width() >= control->minimumSizeHint().width());
            }
            QVERIFY(desk.rowsSeen() >= 8);
        }
    }
};

PODIUM_TEST_MAIN(TstTrafficDock)
#include "tst_trafficdock.moc"
