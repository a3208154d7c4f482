// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/benchform.h"

#include "ui/bench/formrow.h"
#include "ui/bench/parameterform.h"
#include "ui/editors/choiceeditor.h"
#include "ui/editors/inlinemessage.h"
#include "ui/editors/linefield.h"
#include "ui/style/plaintext.h"

#include <QFormLayout>

#include <algorithm>

namespace podium::ui
{
namespace
{
const QString settings = QStringLiteral("settings.");

/// Rows behind those of the fields: the other problems, and the parameters.
constexpr int trailing = 2;

QString kindKey(const QString &name, bool isInstrument) { return (isInstrument ? QStringLiteral("instrument:") : QStringLiteral("driver:")) + name; }

QString explained(const SettingField &setting)
{
    QStringList parts{setting.help};
    if (!setting.allowed.isEmpty())
        parts << BenchForm::tr("allowed: %1").arg(setting.allowed);
    if (setting.isRequired)
        parts << BenchForm::tr("it has to be given");
    else if (!setting.fallback.isEmpty())
        parts << BenchForm::tr("if nothing is given: %1").arg(setting.fallback);
    parts.removeAll(QString());
    return parts.join(QStringLiteral("; "));
}
} // namespace

QWidget *BenchForm::Field::widget() const { return box ? static_cast<QWidget *>(box) : line; }

BenchForm::BenchForm(const std::vector<DeviceKind> &kinds, const QStringList &addressExamples, QWidget *parent)
    : QWidget(parent)
    , m_kinds(kinds)
    , m_rows(new QFormLayout(this))
    , m_other(new InlineMessage)
    , m_parameters(new ParameterForm)
{
    m_rows->setContentsMargins(6, 6, 6, 6);
    m_rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_rows->addRow(m_other);
    m_rows->addRow(m_parameters);
    connect(m_parameters, &ParameterForm::edited, this, &BenchForm::take);
    addKind();
    add(QStringLiteral("id"), tr("Id"), tr("the name in addresses: parts of letters, digits, _ and - joined by /, for example stage/x"), false);
    add(QStringLiteral("title"), tr("Title"), tr("what people read; if nothing is given: the id"), false);
    add(QStringLiteral("group"), tr("Group"), tr("where it stands in the tree"), false);
    auto &address = add(QStringLiteral("address"), tr("Address"), addressExamples.join(u'\n'), false);
    address.line->setPlaceholderText(addressExamples.value(0));
    m_fixed = int(m_fields.size());
}

void BenchForm::addKind()
{
    auto &field = add(QStringLiteral("kind"), tr("Kind"), tr("a driver of the program, or an instrument that a file describes"), true);
    for (const auto &kind : m_kinds) {
        const auto what = kind.title.isEmpty() ? kind.help : kind.title;
        field.box->addItem(oneLine(what.isEmpty() ? kind.name : tr("%1: %2").arg(kind.name, what), 70), kindKey(kind.name, kind.isInstrument));
    }
}

BenchForm::Field &BenchForm::add(const QString &name, const QString &title, const QString &help, bool isChoice)
{
    Field field{name, isChoice ? nullptr : new LineField, isChoice ? new ChoiceField : nullptr};
    explainField(*field.widget(), title, help);
    if (field.box) {
        field.box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(field.box, &QComboBox::activated, this, &BenchForm::take);
    } else {
        connect(field.line, &QLineEdit::textEdited, this, &BenchForm::take);
    }
    field.message = insertFormRow(*m_rows, m_rows->rowCount() - trailing, title, help, field.widget());
    return m_fields.emplace_back(field);
}

const DeviceKind *BenchForm::kind() const
{
    const auto found = std::find_if(m_kinds.begin(), m_kinds.end(), [this](const auto &kind) {
        return kind.name == m_draft.kind && kind.isInstrument == m_draft.isInstrument;
    });
    return found == m_kinds.end() ? nullptr : &*found;
}

void BenchForm::addSettings()
{
    while (int(m_fields.size()) > m_fixed) {
        m_rows->removeRow(m_rows->rowCount() - trailing - 1);
        m_fields.pop_back();
    }
    const auto *known = kind();
    if (!known)
        return;
    for (const auto &setting : known->settings) {
        const bool isChoice = setting.kind == SettingField::Kind::Choice || setting.kind == SettingField::Kind::Switch;
        auto &field = add(settings + setting.name, setting.name, explained(setting), isChoice);
        if (field.line) {
            field.line->setPlaceholderText(setting.fallback);
            continue;
        }
        field.box->addItem(setting.isRequired ? tr("(choose one)") : tr("(as usual: %1)").arg(setting.fallback), QString());
        const auto choices = setting.kind == SettingField::Kind::Switch ? QStringList{QStringLiteral("true"), QStringLiteral("false")} : setting.choices;
        for (const auto &choice : choices)
            field.box->addItem(oneLine(choice, 60), choice);
    }
}

void BenchForm::setDraft(const DeviceDraft &draft)
{
    const bool isOther = draft.kind != m_draft.kind || draft.isInstrument != m_draft.isInstrument || int(m_fields.size()) == m_fixed;
    m_draft = draft;
    if (isOther)
        addSettings();
    fill();
    m_parameters->setDraft(draft.parameters);
    setProblems({});
}

void BenchForm::setParameters(const std::vector<ParameterField> &parameters) { m_parameters->setParameters(parameters); }

void BenchForm::fill()
{
    m_isFilling = true;
    const QMap<QString, QString> plain{{QStringLiteral("kind"), kindKey(m_draft.kind, m_draft.isInstrument)},
                                       {QStringLiteral("id"), m_draft.id},
                                       {QStringLiteral("title"), m_draft.title},
                                       {QStringLiteral("group"), m_draft.group},
                                       {QStringLiteral("address"), m_draft.address}};
    for (auto &field : m_fields) {
        const auto text = field.name.startsWith(settings) ? m_draft.settings.value(field.name.mid(settings.size())) : plain.value(field.name);
        if (field.line && field.line->text() != text)
            field.line->setText(text);
        if (!field.box)
            continue;
        if (field.box->findData(text) < 0)
            field.box->addItem(tr("%1 (unknown)").arg(oneLine(field.name == QLatin1String("kind") ? m_draft.kind : text, 60)), text);
        field.box->setCurrentIndex(field.box->findData(text));
    }
    auto *address = static_cast<LineField *>(field(QStringLiteral("address")));
    address->setBlocked(!m_draft.isInstrument);
    address->setToolTip(m_draft.isInstrument ? plainToolTip(address->accessibleDescription()) : tr("A driver has no address; only instruments have one."));
    m_isFilling = false;
}

QString BenchForm::value(const Field &field) { return field.box ? field.box->currentData().toString() : field.line->text().trimmed(); }

void BenchForm::take()
{
    if (m_isFilling)
        return;
    const auto former = kindKey(m_draft.kind, m_draft.isInstrument);
    m_draft.parameters = m_parameters->draft();
    m_draft.settings.clear();
    for (const auto &field : m_fields) {
        const auto text = value(field);
        if (field.name == QLatin1String("kind")) {
            m_draft.kind = text.mid(text.indexOf(u':') + 1);
            m_draft.isInstrument = text.startsWith(QLatin1String("instrument:"));
        } else if (field.name == QLatin1String("id")) {
            m_draft.id = text;
        } else if (field.name == QLatin1String("title")) {
            m_draft.title = text;
        } else if (field.name == QLatin1String("group")) {
            m_draft.group = text;
        } else if (field.name == QLatin1String("address")) {
            m_draft.address = text;
        } else if (!text.isEmpty()) {
            m_draft.settings[field.name.mid(settings.size())] = text;
        }
    }
    if (former != kindKey(m_draft.kind, m_draft.isInstrument)) { // what the other kind does not know goes
        const auto *known = kind();
        const auto names = m_draft.settings.keys();
        for (const auto &name : names)
            if (!known || std::none_of(known->settings.begin(), known->settings.end(), [&](const auto &setting) { return setting.name == name; }))
                m_draft.settings.remove(name);
        addSettings();
        fill();
    }
    Q_EMIT edited();
}

void BenchForm::setProblems(const std::vector<FieldProblem> &problems)
{
    QStringList others;
    for (const auto &field : m_fields)
        field.message->clear();
    for (const auto &problem : m_parameters->setProblems(problems)) {
        const auto name = problem.field == QLatin1String("driver") || problem.field == QLatin1String("instrument") ? QStringLiteral("kind") : problem.field;
        const auto field = std::find_if(m_fields.begin(), m_fields.end(), [&name](const auto &known) { return known.name == name; });
        if (field == m_fields.end())
            others << problem.message;
        else
            field->message->say(Tone::Major, problem.message);
    }
    others.isEmpty() ? m_other->clear() : m_other->say(Tone::Major, others.join(u'\n'));
}

QWidget *BenchForm::field(const QString &name) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(), [&name](const auto &known) { return known.name == name; });
    return found == m_fields.end() ? m_parameters->field(name) : found->widget();
}

QString BenchForm::problem(const QString &name) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(), [&name](const auto &known) { return known.name == name; });
    if (found != m_fields.end())
        return found->message->text();
    return name.isEmpty() ? m_other->text() : m_parameters->problem(name);
}
} // namespace podium::ui
