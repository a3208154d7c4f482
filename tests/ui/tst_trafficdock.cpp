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
#include <QStyle>
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
        for (const QSize size : {QSize(1400, 600), QSize(900, 600), QSize(600, 600), QSize(460, 600), QSize(460, 200)}) {
            desk.dock().resize(size);
            desk.settle();
            QVERIFY2(desk.dock().width() <= size.width(), qPrintable(QString::number(desk.dock().width())));
            const auto controls = desk.controls();
            QVERIFY2(controls.size() > 8, qPrintable(QString::number(controls.size())));
            for (auto *control : controls) {
                const auto place = QStringLiteral("%1 %2 at %3 x %4").arg(QLatin1String(control->metaObject()->className()), control->accessibleName()).arg(size.width()).arg(size.height());
                QVERIFY2(control->visibleRegion().contains(control->rect()), qPrintable(place));
                QVERIFY(control->width() >= control->minimumSizeHint().width());
                const auto area = QRect(control->mapTo(&desk.panel(), QPoint()), control->size());
                for (const auto *other : controls)
                    QVERIFY2(other == control || !area.intersects(QRect(other->mapTo(&desk.panel(), QPoint()), other->size())), qPrintable(place));
                QVERIFY2(!area.intersects(QRect(desk.panel().view().mapTo(&desk.panel(), QPoint()), desk.panel().view().size())), qPrintable(place));
            }
            QVERIFY(size.height() < 600 || desk.rowsSeen() >= 8);
        }
    }

    void whereOneReadsFromTheRightTheyBeginThere()
    {
        Desk desk;
        const auto places = [&] {
            QList<QRect> found;
            for (auto *control : desk.controls())
                found << QRect(control->mapTo(&desk.panel(), QPoint()), control->size());
            return found;
        };
        const auto before = places();
        desk.panel().setLayoutDirection(Qt::RightToLeft);
        desk.settle();
        const auto after = places();
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < before.size(); ++i)
            QCOMPARE(after[i], QStyle::visualRect(Qt::RightToLeft, desk.panel().rect(), before[i]));
    }
};

PODIUM_TEST_MAIN(TstTrafficDock)
#include "tst_trafficdock.moc"
