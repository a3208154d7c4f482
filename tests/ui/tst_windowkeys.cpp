// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/picturedesk.h"
#include "ui/bench/benchservice.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QShortcutEvent>
#include <QSpinBox>
#include <QTextEdit>

using namespace podium;
using namespace podium::tests;

namespace
{
struct FileService : ui::BenchService {
    QString file() const override { return QStringLiteral("/benches/test.toml"); }
    void reload(ui::WhenBusy) override { ++reloads; }
    int reloads = 0;
};

/// A shortcut of the window, and where a field has to be for it to be meant.
struct Shortcut {
    QKeySequence keys;
    QWidget *place;
    QObject *owner;
};

/// Sees which shortcut a key came to, and keeps it from doing what it does.
class Catcher final : public QObject
{
public:
    Catcher() { qApp->installEventFilter(this); }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Shortcut)
            return false;
        isAmbiguous = static_cast<QShortcutEvent *>(event)->isAmbiguous();
        caught = watched;
        return true;
    }
    QObject *caught = nullptr;
    bool isAmbiguous = false;
};

/// A window with panels of both motors and every shortcut that it has at all.
struct Desk : WindowDesk {
    Desk() : WindowDesk(services())
    {
        window->panels().open(QStringLiteral("a"));
        settle();
        for (auto *action : window->findChildren<QAction *>())
            action->setEnabled(true);
        window->activateWindow();
    }
    static FileService &service()
    {
        static FileService only;
        return only;
    }
    static ui::WindowServices services()
    {
        ui::WindowServices services;
        services.bench = &service();
        return services;
    }
    /// Of the main window as a whole, not of a part of it.
    QList<QAction *> wholeShortcuts() const
    {
        auto found = window->findChildren<QAction *>();
        found.removeIf([](const QAction *action) {
            return action->shortcut().isEmpty() || (action->shortcutContext() != Qt::WindowShortcut && action->shortcutContext() != Qt::ApplicationShortcut);
        });
        return found;
    }

    std::vector<Shortcut> shortcuts() const
    {
        std::vector<Shortcut> found;
        for (auto *action : window->findChildren<QAction *>()) {
            if (action->shortcut().isEmpty() || action->shortcutContext() == Qt::WidgetShortcut)
                continue; // the latter are keys of a list
            const bool isLocal = action->shortcutContext() == Qt::WidgetWithChildrenShortcut;
            for (auto *object : action->associatedObjects())
                if (auto *widget = qobject_cast<QWidget *>(object))
                    found.push_back({action->shortcut(), isLocal ? widget : window.get(), action});
        }
        for (auto *shortcut : window->findChildren<QShortcut *>())
            if (!shortcut->key().isEmpty() && shortcut->isEnabled() && shortcut->context() != Qt::WidgetShortcut)
                found.push_back({shortcut->key(), qobject_cast<QWidget *>(shortcut->parent()), shortcut});
        for (auto *menu : window->menuBar()->actions())
            found.push_back({QKeySequence::mnemonic(menu->text()), window.get(), window->menuBar()});
        return found;
    }
};

/// A field that wants every key with Ctrl for itself, as the platforms' own do with some.
template <class Field>
class Greedy final : public Field
{
public:
    using Field::Field;
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::KeyPress)
            presses << static_cast<QKeyEvent *>(event)->key();
        if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->modifiers().testFlag(Qt::ControlModifier)
            && static_cast<QKeyEvent *>(event)->key() < Qt::Key_Escape) {
            event->accept();
            return true;
        }
        return Field::event(event);
    }
    QList<int> presses;
};

template <class Field>
void everyShortcut()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
    Catcher catcher;
    int count = 0;
    for (const auto &shortcut : desk.shortcuts()) {
        if (!shortcut.place->isVisible())
            continue;
        auto *field = new Greedy<Field>(shortcut.place);
        if constexpr (std::is_same_v<Field, QComboBox>)
            field->setEditable(true);
        field->show();
        field->setFocus();
        QVERIFY(field->hasFocus());
        catcher.caught = nullptr;
        const auto key = shortcut.keys[0];
        QTest::keyClick(desk.window->windowHandle(), key.key(), key.keyboardModifiers());
        const auto name = shortcut.keys.toString().toUtf8();
        QVERIFY2(catcher.caught, name.constData());
        QVERIFY2(!catcher.isAmbiguous, name.constData());
        delete field;
        ++count;
    }
    QVERIFY2(count > 25, qPrintable(QString::number(count)));
}

/// In this window, which is not the main one, with the focus in a field that wants every key with Ctrl.
void everyWholeShortcut(const Desk &desk, QWidget &window, QWidget &place)
{
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    Catcher catcher;
    auto *field = new Greedy<QLineEdit>(&place);
    field->show();
    field->setFocus();
    QVERIFY(field->hasFocus());
    const auto shortcuts = desk.wholeShortcuts();
    QVERIFY2(shortcuts.size() > 15, qPrintable(QString::number(shortcuts.size())));
    for (auto *action : shortcuts) {
        catcher.caught = nullptr;
        const auto key = action->shortcut()[0];
        QTest::keyClick(window.windowHandle(), key.key(), key.keyboardModifiers());
        const auto name = action->shortcut().toString().toUtf8();
        QVERIFY2(catcher.caught == action, name.constData());
        QVERIFY2(!catcher.isAmbiguous, name.constData());
    }
    delete field;
}

/// What somebody expects of a key in a field for text, whatever else it may be in the window.
void editing(const char *sentence, const QList<QKeyCombination> &keys, const char *text, const char *clipboard)
{
    check(sentence, [keys, text, clipboard] {
        Desk desk;
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        QGuiApplication::clipboard()->setText(QStringLiteral("x"));
        auto *field = new QLineEdit(desk.window.get());
        field->setText(QStringLiteral("one two"));
        field->show();
        field->setFocus();
        field->deselect();
        for (const auto &key : keys)
            QTest::keyClick(desk.window->windowHandle(), key.key(), key.keyboardModifiers());
        QCOMPARE(field->text(), QString::fromLatin1(text));
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(clipboard));
    });
}
} // namespace

/// The window's shortcuts against the keys that fields for text have of their own, with presses as a platform sends them.
class TstWindowKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortcuts_data()
    {
        checkTable();
        check("Every shortcut of the window works from a line", everyShortcut<QLineEdit>);
        check("Every shortcut of the window works from a text of many lines", everyShortcut<QPlainTextEdit>);
        check("Every shortcut of the window works from a rich text", everyShortcut<QTextEdit>);
        check("Every shortcut of the window works from a number", everyShortcut<QSpinBox>);
        check("Every shortcut of the window works from a choice that can be typed", everyShortcut<QComboBox>);
        check("Ctrl+E is for the bench editor also in the setpoint field of a panel", [] {
            Desk desk;
            QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
            Catcher catcher;
            QTest::keyClick(desk.window->windowHandle(), Qt::Key_2, Qt::AltModifier);
            catcher.caught = nullptr;
            auto *field = desk.window->panels().findChild<QLineEdit *>();
            field->setFocus();
            QTest::keyClick(desk.window->windowHandle(), Qt::Key_E, Qt::ControlModifier);
            QVERIFY(catcher.caught);
            QCOMPARE(catcher.caught->objectName(), QStringLiteral("editBench"));
        });
        check("Every shortcut of the window works from a panel in a window of its own, and again when that is put back", [] {
            Desk desk;
            auto &own = takeOut(desk, a);
            everyWholeShortcut(desk, own, panel(desk, a));
            QTest::mouseClick(&own.backButton(), Qt::LeftButton);
            desk.settle();
            QVERIFY(isHere(desk, a));
            everyWholeShortcut(desk, *desk.window, panel(desk, a));
        });
        check("Every shortcut of the window works from a dock that floats, and again when it is docked", [] {
            Desk desk;
            auto &dock = desk.dock("logDock");
            dock.setFloating(true);
            desk.settle();
            everyWholeShortcut(desk, dock, *dock.content());
            dock.setFloating(false);
            desk.settle();
            everyWholeShortcut(desk, *desk.window, *dock.content());
        });
        check("Every shortcut of the window works from the window of a picture", [] {
            Desk desk;
            auto &large = openLarge(desk, addPicture(desk));
            everyWholeShortcut(desk, large, large);
        });
        check("F5 in the field of a panel in a window of its own reads the bench file again, once", [] {
            Desk desk;
            auto &own = takeOut(desk, a);
            field(desk, a).setFocus();
            const int before = Desk::service().reloads;
            QTest::keyClick(own.windowHandle(), Qt::Key_F5);
            QCOMPARE(Desk::service().reloads, before + 1);
        });
        check("F11 makes the window full-screen that has the keyboard", [] {
            Desk desk;
            auto &own = takeOut(desk, a);
            QTest::keyClick(own.windowHandle(), Qt::Key_F11);
            QVERIFY(own.isFullScreen() && !desk.window->isFullScreen());
            QTest::keyClick(own.windowHandle(), Qt::Key_F11);
            QVERIFY(!own.isFullScreen());
            desk.window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
            QTest::keyClick(desk.window->windowHandle(), Qt::Key_F11);
            QVERIFY(desk.window->isFullScreen() && !own.isFullScreen());
        });
        check("Ctrl+Q in the window of a panel quits", [] {
            Desk desk;
            auto &own = takeOut(desk, a);
            QTest::keyClick(own.windowHandle(), Qt::Key_Q, Qt::ControlModifier);
            QVERIFY(!desk.window->isVisible() && !own.isVisible());
        });
        editing("Ctrl+A and Ctrl+C copy all of a line", {Qt::CTRL | Qt::Key_A, Qt::CTRL | Qt::Key_C}, "one two", "one two");
        editing("Ctrl+A and Ctrl+X cut all of a line", {Qt::CTRL | Qt::Key_A, Qt::CTRL | Qt::Key_X}, "", "one two");
        editing("Ctrl+V pastes into a line", {Qt::CTRL | Qt::Key_V}, "one twox", "x");
        editing("Ctrl+Z takes the last edit back, Ctrl+Shift+Z makes it again",
                {Qt::CTRL | Qt::Key_V, Qt::CTRL | Qt::Key_V, Qt::CTRL | Qt::Key_Z, Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Z}, "one twox", "x");
        editing("Ctrl+Left and Ctrl+Right go from word to word",
                {Qt::CTRL | Qt::Key_Left, Qt::CTRL | Qt::Key_V, Qt::CTRL | Qt::Key_Left, Qt::CTRL | Qt::Key_Left, Qt::CTRL | Qt::Key_V}, "xone xtwo", "x");
        editing("Ctrl+Backspace takes a word away", {Qt::CTRL | Qt::Key_Backspace}, "one ", "x");
        check("A key with Ctrl that is no shortcut of the window reaches the field", [] {
            Desk desk;
            QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
            auto *field = new Greedy<QLineEdit>(desk.window.get());
            field->show();
            field->setFocus();
            QTest::keyClick(desk.window->windowHandle(), Qt::Key_U, Qt::ControlModifier);
            QVERIFY(field->presses.contains(Qt::Key_U));
        });
    }
    void shortcuts() { runCheck(); }
};

PODIUM_TEST_MAIN(TstWindowKeys)
#include "tst_windowkeys.moc"
