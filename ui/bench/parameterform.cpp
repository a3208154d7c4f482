// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/parameterform.h"

#include "ui/bench/formrow.h"
#include "ui/editors/choiceeditor.h"
#include "ui/editors/inlinemessage.h"
#include "ui/editors/linefield.h"
#include "ui/style/plaintext.h"

#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>

namespace podium::ui
{
namespace
{
const QString none = QStringLiteral("none");

/// The line that a problem is about, and of which parameter: "alarms.position.minor[1]" is "minor" of "position".
std::pair<QString, QString> placeOf(QString field)
{
    if (field.endsWith(u']'))
        field.truncate(field.lastIndexOf(u'['));
    const auto parts = field.split(u'.');
    const bool isAlarm = parts.front() == QLatin1String("alarms");
    static const QStringList own{QStringLiteral("limits"), QStringLiteral("alarms"), QStringLiteral("poll"), QStringLiteral("decimals")};
    if (parts.size() < 2 || !own.contains(parts.front()))
        return {};
    return {!isAlarm ? parts.front() : parts.value(2, QStringLiteral("minor")), parts[1]};
}
} // namespace

ParameterForm::ParameterForm(QWidget *parent)
    : QGroupBox(tr("Limits, alarms and polling"), parent)
    , m_rows(new QFormLayout(this))
    , m_choice(new ChoiceField)
{
    m_rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const auto help = tr("the parameter of the device that the lines below are about; behind it stands what the file says of it");
    explainField(*m_choice, tr("Parameter"), help);
    m_choiceMessage = insertFormRow(*m_rows, 0, tr("Parameter"), help, m_choice);
    addPair(QStringLiteral("limits"), tr("Soft limits"), tr("what is written lies between them, with their unit: -5 mm; \"none\" leaves a side open"));
    addPair(QStringLiteral("minor"), tr("No minor alarm"), tr("a reading outside of them is a minor alarm; \"none\" leaves a side open"));
    addPair(QStringLiteral("major"), tr("No major alarm"), tr("a reading outside of them is a major alarm; \"none\" leaves a side open"));
    addSingle(QStringLiteral("poll"), tr("Poll period"), tr("how long after one reading the next is asked for: 500 ms"));
    addSingle(QStringLiteral("decimals"), tr("Decimals"), tr("how many digits behind the point are shown: 0 to 15"));
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        fill();
        placeProblems();
    });
    fillChoice();
}

LineField *ParameterForm::makeField(const QString &name, const QString &title, const QString &help)
{
    auto *line = new LineField;
    line->setObjectName(name);
    explainField(*line, title, help);
    connect(line, &QLineEdit::textEdited, this, [this, line] { take(*line); });
    return line;
}

void ParameterForm::addLine(const QString &name, const QString &title, const QString &help, QWidget *holder, std::vector<LineField *> fields)
{
    auto *message = insertFormRow(*m_rows, m_rows->rowCount(), title, help, holder);
    m_lines.push_back({name, std::move(fields), message});
}

void ParameterForm::addPair(const QString &name, const QString &title, const QString &help)
{
    auto *low = makeField(name + QStringLiteral(".low"), tr("%1, lowest").arg(title), help);
    auto *high = makeField(name + QStringLiteral(".high"), tr("%1, highest").arg(title), help);
    auto *pair = new QWidget;
    pair->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); // a message below it moves nothing
    auto *row = new QHBoxLayout(pair);
    row->setContentsMargins({});
    row->addWidget(low, 1);
    row->addWidget(new QLabel(tr("to", "between two limits")));
    row->addWidget(high, 1);
    addLine(name, title, help, pair, {low, high});
}

void ParameterForm::addSingle(const QString &name, const QString &title, const QString &help)
{
    auto *line = makeField(name, title, help);
    addLine(name, title, help, line, {line});
}

QString ParameterForm::current() const { return m_choice->currentData().toString(); }

const ParameterField *ParameterForm::known(const QString &name) const
{
    const auto found = std::ranges::find(m_parameters, name, &ParameterField::name);
    return found == m_parameters.end() ? nullptr : &*found;
}

void ParameterForm::setParameters(const std::vector<ParameterField> &parameters)
{
    m_parameters = parameters;
    fillChoice();
}

void ParameterForm::setDraft(const QMap<QString, ParameterDraft> &draft)
{
    m_draft = draft;
    fillChoice();
}

void ParameterForm::fillChoice()
{
    QStringList names;
    for (const auto &parameter : m_parameters)
        names << parameter.name;
    for (const auto &name : m_draft.keys())
        if (!names.contains(name))
            names << name;
    std::vector<std::pair<QString, QString>> items;
    for (const auto &name : names) {
        const auto given = givenLines(m_draft.value(name));
        items.emplace_back(oneLine(given.isEmpty() ? name : tr("%1: %2").arg(name, given.join(QStringLiteral(", "))), 70), name);
    }
    offer(items);
    m_choice->setBlocked(names.isEmpty());
    fill();
}

QStringList ParameterForm::givenLines(const ParameterDraft &draft) const
{
    QStringList given;
    for (const auto &line : m_lines)
        if (std::ranges::any_of(line.fields, [&draft](const auto *field) { return !draft.value(field->objectName()).isEmpty(); }))
            given << line.name;
    return given;
}

/// Leaves the list as it is if it is the same: it may be open.
void ParameterForm::offer(const std::vector<std::pair<QString, QString>> &items)
{
    bool isSame = int(items.size()) == m_choice->count();
    for (int i = 0; isSame && i < m_choice->count(); ++i)
        isSame = items[std::size_t(i)] == std::pair(m_choice->itemText(i), m_choice->itemData(i).toString());
    if (isSame)
        return;
    const auto former = current();
    const QSignalBlocker silent(m_choice);
    m_choice->clear();
    for (const auto &[text, name] : items)
        m_choice->addItem(text, name);
    m_choice->setCurrentIndex(std::max(items.empty() ? -1 : 0, m_choice->findData(former)));
}

void ParameterForm::fill()
{
    const auto *parameter = known(current());
    m_choice->setToolTip(current().isEmpty() ? tr("The parameters are listed here as soon as the device can be made: correct what is wrong above.")
                                             : plainToolTip(parameter ? parameter->title : QString()));
    for (const auto &line : m_lines) {
        const auto why = current().isEmpty() ? m_choice->toolTip() : parameter ? whyNot(line.name, *parameter) : QString();
        for (auto *field : line.fields)
            fillField(*field, parameter, why);
    }
}

void ParameterForm::fillField(LineField &line, const ParameterField *parameter, const QString &why)
{
    const auto name = line.objectName();
    const auto given = m_draft.value(current());
    if (const auto text = given.value(name); line.text().trimmed() != text)
        line.setText(text);
    const auto other = name.endsWith(QLatin1String(".low")) ? QString(name).replace(QLatin1String(".low"), QLatin1String(".high"))
                                                            : QString(name).replace(QLatin1String(".high"), QLatin1String(".low"));
    const bool isOpen = other != name && !given.value(other).isEmpty(); // the other side is given, so this one is open
    const auto usual = parameter ? parameter->usual.value(name) : QString();
    line.setPlaceholderText(!why.isEmpty() ? QString() : other != name && (isOpen || usual.isEmpty()) ? none : usual);
    const bool isGiven = !given.value(name).isEmpty(); // what makes no sense can be taken away
    line.setBlocked(!why.isEmpty() && !isGiven);
    QStringList tips{why.isEmpty() ? line.accessibleDescription() : why};
    if (why.isEmpty() && parameter && name.startsWith(QLatin1String("limits")) && !parameter->allowed.isEmpty())
        tips << tr("The device allows %1.").arg(parameter->allowed);
    line.setToolTip(plainToolTip(tips.join(u'\n')));
}

QString ParameterForm::whyNot(const QString &line, const ParameterField &parameter)
{
    if (line == QLatin1String("limits"))
        return parameter.hasLimits ? QString() : tr("%1 is no number that can be set, so it has no soft limits.").arg(parameter.name);
    if (line == QLatin1String("poll"))
        return parameter.hasPoll ? QString() : tr("%1 can only be written, so it is never polled.").arg(parameter.name);
    if (line == QLatin1String("decimals"))
        return parameter.hasDecimals ? QString() : tr("%1 is no number, so it has no decimals.").arg(parameter.name);
    return parameter.hasAlarms ? QString() : tr("%1 is no number, so it has no alarms.").arg(parameter.name);
}

void ParameterForm::take(const LineField &line)
{
    auto &draft = m_draft[current()];
    const auto text = line.text().trimmed();
    text.isEmpty() ? void(draft.remove(line.objectName())) : void(draft[line.objectName()] = text);
    if (draft.isEmpty())
        m_draft.remove(current());
    fillChoice();
    Q_EMIT edited();
}

std::vector<FieldProblem> ParameterForm::setProblems(const std::vector<FieldProblem> &problems)
{
    std::vector<FieldProblem> others;
    m_problems.clear();
    for (const auto &problem : problems)
        (placeOf(problem.field).first.isEmpty() ? others : m_problems).push_back(problem);
    placeProblems();
    return others;
}

void ParameterForm::placeProblems()
{
    QStringList elsewhere;
    QMap<QString, QStringList> here;
    for (const auto &problem : m_problems) {
        const auto [line, parameter] = placeOf(problem.field);
        if (parameter == current())
            here[line] << problem.message;
        else
            elsewhere << tr("%1: %2").arg(parameter, problem.message);
    }
    const auto say = [](InlineMessage &message, const QStringList &texts) {
        texts.isEmpty() ? message.clear() : message.say(Tone::Major, texts.join(u'\n'));
    };
    for (const auto &line : m_lines)
        say(*line.message, here.take(line.name));
    for (const auto &unknown : here)
        elsewhere << unknown;
    say(*m_choiceMessage, elsewhere);
}

QWidget *ParameterForm::field(const QString &name) const
{
    if (name == QLatin1String("parameter"))
        return m_choice;
    for (const auto &line : m_lines)
        for (auto *field : line.fields)
            if (field->objectName() == name)
                return field;
    return nullptr;
}

QString ParameterForm::problem(const QString &name) const
{
    const auto found = std::ranges::find(m_lines, name, &Line::name);
    return found == m_lines.end() ? m_choiceMessage->text() : found->message->text();
}
} // namespace podium::ui
