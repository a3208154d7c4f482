// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/boxstyle.h"

#include "tests/support/testmain.h"
#include "tests/ui/contrast.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QListWidget>
#include <QMenu>
#include <QPixmapCache>
#include <QRadioButton>
#include <QTreeWidget>

using namespace podium;
using namespace podium::tests;
using ui::Theme;

namespace
{
enum class Kind { Box, Round, ListItem, TreeItem, SelectedItem, MenuEntry };
enum class Mark { None, On, Partly };

/// Something with an indicator and no text, and a picture of it.
struct Sample {
    Sample(Kind kind, Mark mark, bool isEnabled)
    {
        switch (kind) {
        case Kind::Box: {
            auto *box = new QCheckBox;
            box->setTristate(mark == Mark::Partly);
            box->setCheckState(state(mark));
            widget.reset(box);
            break;
        }
        case Kind::Round: {
            auto *round = new QRadioButton;
            round->setChecked(mark != Mark::None);
            widget.reset(round);
            break;
        }
        case Kind::ListItem:
        case Kind::SelectedItem: {
            auto *list = new QListWidget;
            auto *item = new QListWidgetItem(list);
            item->setCheckState(state(mark));
            item->setSelected(kind == Kind::SelectedItem);
            list->setFrameShape(QFrame::NoFrame);
            list->setFocusPolicy(Qt::NoFocus);
            widget.reset(list);
            break;
        }
        case Kind::TreeItem: {
            auto *tree = new QTreeWidget;
            tree->setHeaderHidden(true);
            tree->setRootIsDecorated(false);
            tree->setFrameShape(QFrame::NoFrame);
            tree->setFocusPolicy(Qt::NoFocus);
            (new QTreeWidgetItem(tree))->setCheckState(0, state(mark));
            widget.reset(tree);
            break;
        }
        case Kind::MenuEntry: {
            auto *menu = new QMenu;
            auto *action = menu->addAction(QStringLiteral(" "));
            action->setCheckable(true);
            action->setChecked(mark != Mark::None);
            action->setEnabled(isEnabled);
            widget.reset(menu);
            break;
        }
        }
        widget->setEnabled(isEnabled);
        widget->resize(120, 40);
        widget->show();
        QCoreApplication::processEvents();
        picture = widget->grab().toImage();
        if (const auto *menu = qobject_cast<QMenu *>(widget.get()))
            picture = picture.copy(menu->actionGeometry(menu->actions().front()).adjusted(1, 1, -1, -1));
        else if (kind == Kind::SelectedItem)
            picture = picture.copy(static_cast<QListWidget *>(widget.get())->visualItemRect(static_cast<QListWidget *>(widget.get())->item(0)));
        around = picture.pixelColor(picture.width() - 4, picture.height() / 2);
        frame = frameOf();
    }

    static Qt::CheckState state(Mark mark) { return mark == Mark::None ? Qt::Unchecked : mark == Mark::On ? Qt::Checked : Qt::PartiallyChecked; }

    /// The rectangle of what is not as what is around it.
    QRect frameOf() const
    {
        QRect found;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width() / 2; ++x)
                if (contrast(picture.pixelColor(x, y), around) > 1.03)
                    found |= QRect(x, y, 1, 1);
        return found;
    }
    /// The best contrast to what is around, in the first points from the middle of one side.
    double side(QPoint begin, QPoint step) const
    {
        double best = 1;
        for (int i = 0; i < 3; ++i, begin += step)
            best = std::max(best, contrast(picture.pixelColor(begin), around));
        return best;
    }
    double outline() const
    {
        const auto middle = frame.center();
        return std::min({side({frame.left(), middle.y()}, {1, 0}), side({frame.right(), middle.y()}, {-1, 0}), side({middle.x(), frame.top()}, {0, 1}),
                         side({middle.x(), frame.bottom()}, {0, -1})});
    }
    /// Points of the inside that stand out from it.
    int marked() const
    {
        const auto inside = frame.adjusted(3, 3, -3, -3);
        const auto fill = picture.pixelColor(frame.center().x(), frame.top() + 2);
        int count = 0;
        for (int y = inside.top(); y <= inside.bottom(); ++y)
            for (int x = inside.left(); x <= inside.right(); ++x)
                count += contrast(picture.pixelColor(x, y), fill) >= 3;
        return count;
    }

    std::unique_ptr<QWidget> widget;
    QImage picture;
    QColor around;
    QRect frame;
};
} // namespace

/// Boxes for a check mark and round choices, as they are painted.
class TstBoxStyle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { Theme::instance().apply(*qApp, Theme::Mode::Light); }

    void anIndicatorIsSeen_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<Theme::Mode>("mode");
        QTest::addColumn<bool>("isEnabled");
        const std::pair<const char *, Kind> kinds[] = {{"a check box", Kind::Box},         {"a round choice", Kind::Round},
                                                       {"an item of a list", Kind::ListItem}, {"an item of a tree", Kind::TreeItem},
                                                       {"a selected item", Kind::SelectedItem}, {"an entry of a menu", Kind::MenuEntry}};
        for (const auto &[name, kind] : kinds)
            for (const bool isDark : {false, true})
                for (const bool isEnabled : {true, false})
                    QTest::addRow("%s, %s, %s", name, isDark ? "dark" : "light", isEnabled ? "enabled" : "disabled")
                        << kind << (isDark ? Theme::Mode::Dark : Theme::Mode::Light) << isEnabled;
    }
    void anIndicatorIsSeen()
    {
        QFETCH(Kind, kind);
        QFETCH(Theme::Mode, mode);
        QFETCH(bool, isEnabled);
        Theme::instance().apply(*qApp, mode);
        const auto told = [](const char *what, double value) { return QByteArray(what) + QByteArray::number(value); };
        const Sample on(kind, Mark::On, isEnabled);
        QVERIFY2(on.outline() >= 3, told("checked: ", on.outline()).constData());
        QVERIFY2(on.marked() >= 8, told("marked: ", on.marked()).constData());
        const Sample off(kind, Mark::None, isEnabled);
        QVERIFY2(off.outline() >= 3, told("unchecked: ", off.outline()).constData());
        QCOMPARE(off.marked(), 0);
        QCOMPARE(off.frame, on.frame);
        if (kind == Kind::Round || kind == Kind::MenuEntry)
            return;
        const Sample partly(kind, Mark::Partly, isEnabled);
        QVERIFY2(partly.outline() >= 3, told("partly: ", partly.outline()).constData());
        QVERIFY2(partly.marked() >= 8, told("marked partly: ", partly.marked()).constData());
        QVERIFY(partly.picture != on.picture);
    }

    void aClickIsSeen()
    {
        QCheckBox box;
        box.show();
        const auto before = box.grab().toImage();
        QTest::mouseClick(&box, Qt::LeftButton, {}, QPoint(8, box.height() / 2));
        QVERIFY(box.isChecked());
        QVERIFY(box.grab().toImage() != before);
    }

    void theStyleKeepsNoPictures()
    {
        Theme::instance().apply(*qApp, Theme::Mode::Light);
        QPixmap picture(1, 1);
        picture.fill(Qt::red);
        QVERIFY(!QPixmapCache::insert(QStringLiteral("kept"), picture));
        const auto icon = Theme::instance().icon(ui::Icon::Stop);
        QCOMPARE(icon.pixmap(24, 24).cacheKey(), icon.pixmap(24, 24).cacheKey()); // but the icons keep their own
        const auto light = icon.pixmap(24, 24).toImage();
        Theme::instance().apply(*qApp, Theme::Mode::Dark);
        QVERIFY(icon.pixmap(24, 24).toImage() != light);
    }
};

PODIUM_TEST_MAIN(TstBoxStyle)
#include "tst_boxstyle.moc"
