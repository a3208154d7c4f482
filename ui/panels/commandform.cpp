// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/commandform.h"

#include "engine/model/valuecheck.h"
#include "ui/editors/choiceeditor.h"
#include "ui/editors/linefield.h"
#include "ui/editors/typedvalue.h"
#include "ui/editors/waveformfield.h"
#include "ui/style/plaintext.h"
#include "ui/style/theme.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QPushButton>

namespace podium::ui
{
using namespace engine;

CommandForm::CommandForm(const CommandSpec &command, const QString &address, QWidget *parent)
    : QFrame(parent)
    , m_command(command)
    , m_address(address)
    , m_run(new QPushButton(Theme::instance().icon(Icon::Resume), buttonText(command.title.isEmpty() ? command.name : command.title)))
{
    setFrameShape(QFrame::StyledPanel);
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    for (const auto &argument : command.arguments) {
        const auto field = makeField(argument);
        m_fields.push_back(field);
        auto *widget = field.box ? static_cast<QWidget *>(field.box) : field.line;
        const auto title = argument.title.isEmpty() ? argument.name : argument.title;
        widget->setAccessibleName(oneLine(title));
        auto *column = new QVBoxLayout;
        column->setSpacing(1);
        column->addWidget(widget);
        if (const auto limits = limitsText(argument, argument.softLimits); !limits.isEmpty()) {
            auto *hint = new ElidedLabel(limits);
            hint->setTone(Tone::Muted);
            column->addWidget(hint);
        }
        layout->addRow(new ElidedLabel(title), column);
    }
    auto *close = new QPushButton(Theme::instance().icon(Icon::Close), tr("Close"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_run);
    buttons->addWidget(close);
    layout->addRow(buttons);
    m_run->setAutoDefault(false);
    close->setAutoDefault(false);
    connect(m_run, &QPushButton::clicked, this, &CommandForm::run);
    connect(close, &QPushButton::clicked, this, &CommandForm::closeRequested);
    if (!m_fields.empty())
        setFocusProxy(m_fields.front().box ? static_cast<QWidget *>(m_fields.front().box) : m_fields.front().line);
}

CommandForm::Field CommandForm::makeField(const ParameterSpec &argument)
{
    Field field;
    if (argument.type == ParameterType::Boolean || argument.type == ParameterType::Choice) {
        field.box = new ChoiceField;
        field.box->setFocusPolicy(Qt::StrongFocus);
        if (argument.type == ParameterType::Boolean) {
            field.box->addItem(tr("off"), QStringLiteral("off"));
            field.box->addItem(tr("on"), QStringLiteral("on"));
        }
        for (const auto &choice : argument.choices)
            field.box->addItem(oneLine(choice, 80), choice);
        return field;
    }
    field.line = argument.type == ParameterType::Waveform ? makeWaveformField() : new LineField;
    if (const auto unit = argument.unit.symbol(); !unit.isEmpty())
        field.line->setPlaceholderText(tr("a value in %1").arg(unit));
    connect(field.line, &QLineEdit::returnPressed, this, &CommandForm::run);
    return field;
}

/// A pasted column becomes a line with semicolons; one that does not fit is refused, not cut.
LineField *CommandForm::makeWaveformField()
{
    auto *field = new WaveformField;
    connect(field, &WaveformField::columnPasted, this, [this, field](const QString &text) {
        const auto line = text.trimmed().replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n').replace(u'\n', QStringLiteral("; "));
        if (line.size() > field->maxLength())
            Q_EMIT refused(tr("What was pasted has %1 characters; an argument has room for %2.").arg(QString::number(line.size()), QString::number(field->maxLength())));
        else
            field->setSource(line);
    });
    return field;
}

void CommandForm::setBlocked(const QString &why)
{
    m_blocked = why;
    m_run->setEnabled(why.isEmpty());
    m_run->setToolTip(plainToolTip(why.isEmpty() ? m_command.help : why));
    m_run->setStatusTip(oneLine(why));
    m_run->setAccessibleDescription(why.isEmpty() ? m_command.help : why);
}

void CommandForm::run()
{
    if (!m_blocked.isEmpty()) {
        Q_EMIT refused(m_blocked);
        return;
    }
    Arguments arguments;
    try {
        for (std::size_t i = 0; i < m_fields.size(); ++i) {
            const auto &argument = m_command.arguments[qsizetype(i)];
            const auto text = m_fields[i].box ? m_fields[i].box->currentData().toString() : m_fields[i].line->text();
            const auto name = QStringLiteral("%1 %2").arg(m_address, argument.name);
            const auto value = typedValue(argument, text, name);
            if (const auto refusals = checkValue(argument, value, argument.softLimits, name); !refusals.empty())
                throw Error(refusals);
            arguments << value;
        }
    } catch (const Error &error) {
        Q_EMIT refused(error.message());
        return;
    }
    Q_EMIT runRequested(arguments);
}

void CommandForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        Q_EMIT closeRequested();
    else
        QFrame::keyPressEvent(event);
}
} // namespace podium::ui
