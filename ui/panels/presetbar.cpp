// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/presetbar.h"

#include "engine/tasks/error.h"
#include "ui/editors/inlinemessage.h"
#include "ui/style/plaintext.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QStyledItemDelegate>

namespace podium::ui
{
using namespace engine;

namespace
{
QString quoted(const QString &name) { return QStringLiteral("\u201c%1\u201d").arg(oneLine(name, PresetStore::longestName)); }

constexpr int shortName = 22; ///< characters of a name that the closed list has room for
constexpr int lineRole = Qt::UserRole + 1;

/// The lines of the open list: names with their values, in full.
class LineDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 6);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->text = index.data(lineRole).toString();
    }
};

/// A text of any length for a menu, where & would underline the next letter.
QString menuText(QString text) { return text.replace(u'&', QStringLiteral("&&")); }
} // namespace

PresetBar::PresetBar(ParameterView &view, PresetStore &store, InlineMessage &message, QWidget *parent)
    : QStackedWidget(parent)
    , m_view(view)
    , m_store(store)
    , m_message(message)
    , m_choice(new ChoiceField)
    , m_go(new QToolButton)
    , m_preview(new ElidedLabel)
    , m_menu(new QToolButton)
    , m_naming(new NameForm(PresetStore::longestName))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    addWidget(makeChoosing());
    addWidget(m_naming);
    connect(m_naming, &NameForm::nameGiven, this, &PresetBar::takeName);
    connect(m_naming, &NameForm::backRequested, this, &PresetBar::endNaming);
    connect(&store, &PresetStore::changed, this, [this](const Address &address) {
        if (address == m_view.address())
            fill();
    });
    fill();
}

QWidget *PresetBar::makeChoosing()
{
    auto *page = new QWidget;
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    m_choice->setFocusPolicy(Qt::StrongFocus);
    m_choice->setMinimumContentsLength(20);
    m_choice->view()->setItemDelegate(new LineDelegate(m_choice));
    m_choice->setAccessibleName(tr("Preset of %1").arg(m_view.address().text()));
    m_choice->setToolTip(tr("A position that was kept under a name. Choosing moves nothing: Enter or Go does. "
                            "F2 renames, Delete deletes."));
    m_choice->installEventFilter(this);
    m_go->setText(tr("Go"));
    m_go->setFocusPolicy(Qt::StrongFocus);
    m_go->setAccessibleName(tr("Go to the preset"));
    m_menu->setText(tr("Presets"));
    m_menu->setFocusPolicy(Qt::StrongFocus);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setAccessibleName(tr("Keep, rename or delete presets of %1").arg(m_view.address().text()));
    m_menu->setToolTip(tr("Keeps the present position under a name; renames or deletes the chosen preset"));
    m_menu->setMinimumWidth(m_menu->sizeHint().width() + 12); // the arrow has its own place then
    auto *menu = new QMenu(m_menu);
    m_menu->setMenu(menu);
    layout->addWidget(m_choice);
    layout->addWidget(m_go);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(*menu); });
    connect(m_choice, &QComboBox::currentIndexChanged, this, &PresetBar::refresh);
    connect(m_go, &QToolButton::clicked, this, &PresetBar::go);
    return page;
}

void PresetBar::fill()
{
    const auto before = m_choice->currentData().toString();
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    const auto presets = m_store.presets(m_view.address());
    for (const auto &preset : presets) {
        const auto unit = m_view.spec().unit;
        const auto value = preset.value.text(preset.value.unit() == unit ? m_view.spec().decimals : -1);
        const auto mark = preset.value.unit().compatibleWith(unit) ? QString() : QStringLiteral("!! ");
        m_choice->addItem(mark + oneLine(preset.name, shortName), preset.name);
        const auto line = tr("%1  (%2)", "name of a preset (its value)").arg(oneLine(preset.name), value);
        m_choice->setItemData(m_choice->count() - 1, mark + line, lineRole);
    }
    m_choice->view()->setMinimumWidth(presets.isEmpty() ? 0 : m_choice->view()->sizeHintForColumn(0) + 8);
    m_choice->setPlaceholderText(presets.isEmpty() ? tr("no presets yet") : tr("choose a preset"));
    m_choice->setCurrentIndex(m_choice->findData(before));
    refresh();
}

const Preset *PresetBar::chosen() const
{
    return m_choice->currentIndex() < 0 ? nullptr : m_store.find(m_view.address(), m_choice->currentData().toString());
}

void PresetBar::choose(const QString &name) { m_choice->setCurrentIndex(m_choice->findData(name)); }

void PresetBar::setBlocked(const QString &why)
{
    m_blocked = why;
    refresh();
}

void PresetBar::refresh()
{
    const auto *preset = chosen();
    QString whyNot;
    if (!preset)
        whyNot = m_choice->count() == 0 ? tr("There are no presets: keep a position first.") : tr("Choose a preset first.");
    QString shown;
    auto tone = Tone::Busy;
    if (preset) {
        try {
            const auto to = preset->value.to(m_view.spec().unit);
            shown = QStringLiteral("\u2192 %1").arg(to.text(m_view.spec().decimals));
            if (!m_view.effectiveLimits().contains(to.value())) {
                tone = Tone::Major;
                shown = tr("!! %1 is beyond a limit").arg(shown);
            }
        } catch (const Error &error) {
            tone = Tone::Major;
            shown = QStringLiteral("!! %1").arg(error.message());
            whyNot = tr("This preset cannot be used here: %1").arg(error.message());
        }
    }
    if (!m_blocked.isEmpty())
        whyNot = m_blocked;
    m_preview->setTone(tone);
    m_preview->setText(shown);
    m_go->setEnabled(whyNot.isEmpty());
    m_go->setToolTip(plainToolTip(whyNot.isEmpty() ? tr("Moves %1 %2").arg(m_view.address().text(), shown) : whyNot));
    m_go->setAccessibleDescription(whyNot.isEmpty() ? shown : whyNot);
}

void PresetBar::go()
{
    if (!m_go->isEnabled())
        return m_message.say(Tone::Major, m_go->accessibleDescription());
    Q_EMIT absoluteMoveRequested(chosen()->value.to(m_view.spec().unit));
}

void PresetBar::fillMenu(QMenu &menu)
{
    menu.clear();
    const auto &state = m_view.state();
    const bool isRead = state.reading.quality == Quality::Valid;
    addKeep(menu, tr("the readback"), isRead ? state.reading.value : Value(), tr("there is no valid reading"));
    addKeep(menu, tr("the setpoint"), state.setpoint, tr("nothing was set yet"));
    menu.addSeparator();
    const auto *preset = chosen();
    const auto name = preset ? quoted(preset->name) : tr("(none is chosen)");
    auto *renaming = menu.addAction(menuText(tr("Rename %1\u2026").arg(name)), this, &PresetBar::rename);
    auto *removing = menu.addAction(menuText(tr("Delete %1").arg(name)), this, &PresetBar::removeChosen);
    for (auto *action : {renaming, removing})
        action->setEnabled(preset != nullptr);
}

void PresetBar::addKeep(QMenu &menu, const QString &what, const Value &value, const QString &whyNot)
{
    const auto *quantity = std::get_if<Quantity>(&value);
    if (!quantity || !quantity->isFinite()) {
        menu.addAction(menuText(tr("Keep %1 (%2)").arg(what, whyNot)))->setEnabled(false);
        return;
    }
    const auto shown = quantity->text(m_view.spec().decimals);
    menu.addAction(menuText(tr("Keep %1, %2\u2026").arg(what, shown)), this, [this, kept = *quantity, shown] {
        askForName(tr("keep %1 as").arg(shown), {}, [this, kept](const QString &name) {
            const auto problem = m_store.add(m_view.address(), {name, kept});
            if (problem.isEmpty())
                choose(name.trimmed());
            return problem;
        });
    });
}

void PresetBar::askForName(const QString &question, const QString &suggestion, std::function<QString(const QString &)> take)
{
    m_take = std::move(take);
    setCurrentWidget(m_naming);
    m_naming->ask(question, suggestion);
}

void PresetBar::takeName(const QString &name)
{
    if (const auto problem = m_take(name); !problem.isEmpty()) {
        m_complained = true;
        return m_message.say(Tone::Major, problem);
    }
    endNaming();
}

void PresetBar::endNaming()
{
    if (std::exchange(m_complained, false))
        m_message.clear();
    m_take = nullptr;
    setCurrentIndex(0);
    m_menu->setFocus(Qt::OtherFocusReason); // not on the list, where a second Enter would go to the preset
}

void PresetBar::rename()
{
    const auto *preset = chosen();
    if (!preset)
        return;
    askForName(tr("rename %1 to").arg(quoted(preset->name)), preset->name, [this, from = preset->name](const QString &name) {
        const auto problem = m_store.rename(m_view.address(), from, name);
        if (problem.isEmpty())
            choose(name.trimmed());
        return problem;
    });
}

void PresetBar::removeChosen()
{
    const auto *preset = chosen();
    if (!preset)
        return;
    const auto removed = *preset;
    m_store.remove(m_view.address(), removed.name);
    m_message.say(Tone::Muted, tr("Deleted the preset %1 (%2).").arg(quoted(removed.name), removed.value.text()));
    m_message.offer(tr("Undo"), tr("Keeps it again under the same name."), [this, removed] {
        if (const auto problem = m_store.add(m_view.address(), removed); !problem.isEmpty())
            m_message.say(Tone::Major, problem);
        choose(removed.name);
    });
}

bool PresetBar::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto &pressed = *static_cast<QKeyEvent *>(event);
    const int key = pressed.key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (isEnter && !pressed.isAutoRepeat())
        go();
    else if (key == Qt::Key_F2)
        rename();
    else if (key == Qt::Key_Delete)
        removeChosen();
    return isEnter || key == Qt::Key_F2 || key == Qt::Key_Delete;
}
} // namespace podium::ui
