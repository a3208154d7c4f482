// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A plug-in that Qt loads into an unaltered program by two environment variables (see tests/app/operatedpodium.cpp). It tells
// what assistive technology would be told: for each line on standard input, which holds the accessible name of interest (or
// nothing: of all), one line of JSON on standard output. It changes nothing.
#include <QAccessible>
#include <QApplication>
#include <QGenericPlugin>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QWidget>

#include <cstdio>
#include <unistd.h>

namespace
{
/// Of very long lists the first are enough.
constexpr int mostChildren = 300;

bool isShown(const QAccessibleInterface &part)
{
    const auto *widget = qobject_cast<QWidget *>(part.object());
    return widget ? widget->isVisible() : !part.state().invisible;
}

/// Neither scrolled away nor covered by another part of its window.
bool isInView(const QAccessibleInterface &part)
{
    const auto *widget = qobject_cast<QWidget *>(part.object());
    if (!widget || widget->isWindow())
        return true;
    const auto *seen = widget->window()->childAt(widget->mapTo(widget->window(), widget->rect().center()));
    return seen && (seen == widget || widget->isAncestorOf(seen));
}

QJsonObject described(const QAccessibleInterface &part, const QJsonArray &within)
{
    const auto place = part.rect();
    const auto state = part.state();
    return {{QStringLiteral("name"), part.text(QAccessible::Name)},
            {QStringLiteral("description"), part.text(QAccessible::Description)},
            {QStringLiteral("value"), part.text(QAccessible::Value)},
            {QStringLiteral("x"), place.x()},
            {QStringLiteral("y"), place.y()},
            {QStringLiteral("width"), place.width()},
            {QStringLiteral("height"), place.height()},
            {QStringLiteral("inView"), isInView(part)},
            {QStringLiteral("isButton"), part.role() == QAccessible::Button || part.role() == QAccessible::CheckBox},
            {QStringLiteral("enabled"), !state.disabled},
            {QStringLiteral("focused"), bool(state.focused)},
            {QStringLiteral("readOnly"), bool(state.readOnly)},
            {QStringLiteral("within"), within}};
}

void collect(QAccessibleInterface *part, const QString &name, QJsonArray within, QJsonArray &found)
{
    if (!part || !part->isValid() || !isShown(*part))
        return;
    const auto own = part->text(QAccessible::Name);
    if (name.isEmpty() || own == name)
        found << described(*part, within);
    if (!own.isEmpty())
        within << own;
    const int count = std::min(part->childCount(), mostChildren);
    for (int i = 0; i < count; ++i)
        collect(part->child(i), name, within, found);
}

/// What has the keyboard, and in a list the row that has it.
QJsonObject focus()
{
    auto *part = QAccessible::queryAccessibleInterface(QApplication::focusWidget());
    if (!part)
        return {};
    QJsonArray within;
    for (const auto *around = part->parent(); around && around->object() != qApp; around = around->parent())
        if (const auto name = around->text(QAccessible::Name); !name.isEmpty())
            within.prepend(name);
    auto described = ::described(*part, within);
    const auto *row = part->focusChild();
    if (row && row != part && row->isValid())
        described.insert(QStringLiteral("value"), row->text(QAccessible::Name));
    return described;
}

QJsonObject answer(const QString &name)
{
    QJsonArray found;
    const auto windows = QApplication::topLevelWidgets();
    for (auto *window : windows)
        collect(QAccessible::queryAccessibleInterface(window), name, {}, found);
    const auto *active = QApplication::activeWindow();
    return {{QStringLiteral("active"), active ? active->windowTitle() : QString()},
            {QStringLiteral("popup"), QApplication::activePopupWidget() != nullptr},
            {QStringLiteral("focus"), focus()},
            {QStringLiteral("parts"), found}};
}

class Probe : public QObject
{
public:
    Probe()
    {
        connect(&m_input, &QSocketNotifier::activated, this, &Probe::read);
    }

private:
    void read()
    {
        char bytes[4096];
        const auto count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) {
            m_input.setEnabled(false);
            return;
        }
        m_asked.append(bytes, count);
        for (auto end = m_asked.indexOf('\n'); end >= 0; end = m_asked.indexOf('\n')) {
            const auto line = QJsonDocument(answer(QString::fromUtf8(m_asked.left(end)))).toJson(QJsonDocument::Compact);
            m_asked.remove(0, end + 1);
            std::fwrite(line.constData(), 1, std::size_t(line.size()), stdout);
            std::fputc('\n', stdout);
            std::fflush(stdout);
        }
    }

    QSocketNotifier m_input{STDIN_FILENO, QSocketNotifier::Read};
    QByteArray m_asked;
};

class ProbePlugin : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "windowprobe.json")

public:
    QObject *create(const QString &, const QString &) override { return new Probe; }
};
} // namespace

#include "windowprobe.moc"
