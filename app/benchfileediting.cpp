// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfileediting.h"

#include "app/benchdifference.h"
#include "app/benchfile.h"
#include "app/devicekinds.h"
#include "app/linkcatalog.h"
#include "app/parameteredits.h"
#include "app/savedfile.h"
#include "app/tomltext.h"

#include <QCoreApplication>
#include <QFile>

namespace podium::app
{
using namespace ui;

namespace
{
const QString settings = QStringLiteral("settings");

QString tr(const char *text) { return QCoreApplication::translate("podium::app::BenchFileEditing", text); }

const devices::ConfigNode *deviceNode(const devices::ConfigFile &file, int device)
{
    const auto *list = file.root ? file.root->find(u"device") : nullptr;
    return list && device >= 0 && std::size_t(device) < list->children.size() ? &list->children[std::size_t(device)] : nullptr;
}

QString textOf(const devices::ConfigNode &table, QStringView name)
{
    const auto *node = table.find(name);
    return node ? node->text : QString();
}

DeviceDraft draftOf(const devices::ConfigNode &table)
{
    DeviceDraft draft{textOf(table, u"id"), textOf(table, u"title"), textOf(table, u"group"), textOf(table, u"driver"), false,
                      textOf(table, u"address"), {}, parameterDrafts(table)};
    if (const auto instrument = textOf(table, u"instrument"); !instrument.isEmpty()) {
        draft.kind = instrument;
        draft.isInstrument = true;
    }
    if (const auto *given = table.find(settings))
        for (const auto &setting : given->children)
            draft.settings[setting.name] = setting.text;
    return draft;
}

/// The lines of a form that are no settings, with their keys.
std::vector<std::pair<QString, QString>> plainKeys(const DeviceDraft &draft)
{
    return {{QStringLiteral("id"), draft.id},
            {QStringLiteral("title"), draft.title},
            {QStringLiteral("group"), draft.group},
            {QStringLiteral("driver"), draft.isInstrument ? QString() : draft.kind},
            {QStringLiteral("instrument"), draft.isInstrument ? draft.kind : QString()},
            {QStringLiteral("address"), draft.isInstrument ? draft.address : QString()}};
}
} // namespace

BenchFileEditing::BenchFileEditing(QString file, engine::Client client, std::function<void()> saved)
    : m_file(std::move(file))
    , m_client(std::move(client))
    , m_saved(std::move(saved))
    , m_kinds(deviceKinds(m_file))
{
}

QStringList BenchFileEditing::addressExamples() const
{
    QStringList examples;
    for (const auto &kind : linkKinds())
        examples << QStringLiteral("%1: %2").arg(kind.example, kind.help);
    return examples;
}

EditedText BenchFileEditing::read() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, tr("%1 cannot be read: %2.").arg(m_file, file.errorString())};
    return {file.readAll(), {}};
}

std::vector<DeviceDraft> BenchFileEditing::devices(const QByteArray &text) const
{
    std::vector<DeviceDraft> drafts;
    const auto file = devices::readConfig(m_file, text);
    if (const auto *list = file.root ? file.root->find(u"device") : nullptr)
        for (const auto &table : list->children)
            drafts.push_back(draftOf(table));
    return drafts;
}

const SettingField *BenchFileEditing::field(const DeviceDraft &draft, const QString &setting) const
{
    for (const auto &kind : m_kinds)
        if (kind.name == draft.kind && kind.isInstrument == draft.isInstrument)
            for (const auto &known : kind.settings)
                if (known.name == setting)
                    return &known;
    return nullptr;
}

/// Numbers and switches stand bare in a file where they are such; what is wrong in them is told by the check, so it is a text.
QString BenchFileEditing::literal(const DeviceDraft &draft, const QString &setting, const QString &text) const
{
    const auto *known = field(draft, setting);
    bool isNumber = false;
    text.toLongLong(&isNumber);
    const bool isBare = known && ((known->kind == SettingField::Kind::Number && isNumber)
                                  || (known->kind == SettingField::Kind::Switch && (text == QLatin1String("true") || text == QLatin1String("false"))));
    return isBare ? text : TomlText::quotedText(text);
}

EditedText BenchFileEditing::checked(const QByteArray &before, const QByteArray &after, int device) const
{
    const auto former = devices::readConfig(m_file, before);
    const auto now = devices::readConfig(m_file, after);
    bool isSame = now.root.has_value();
    for (int i = 0; isSame; ++i) {
        const auto *old = deviceNode(former, i);
        if (!old)
            break;
        const auto *same = deviceNode(now, i);
        isSame = i == device || (same && valuesOf(*old) == valuesOf(*same));
    }
    if (isSame)
        return {after, {}};
    return {before, tr("This edit would change more than this device; make it in a text editor.")};
}

EditedText BenchFileEditing::changed(const QByteArray &text, int device, const DeviceDraft &draft) const
{
    const auto file = devices::readConfig(m_file, text);
    const auto *node = deviceNode(file, device);
    if (!node)
        return {text, tr("The file has no such device.")};
    const auto before = draftOf(*node);
    TomlText edited(text);
    try {
        const auto former = plainKeys(before);
        const auto wanted = plainKeys(draft);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const auto &[key, value] = wanted[i];
            if (value.isEmpty() && key != QLatin1String("id"))
                edited.remove(device, {key});
            else if (value != former[i].second)
                edited.set(device, {key}, TomlText::quotedText(value));
        }
        for (auto old = before.settings.cbegin(); old != before.settings.cend(); ++old)
            if (draft.settings.value(old.key()).isEmpty())
                edited.remove(device, {settings, old.key()});
        for (auto wish = draft.settings.cbegin(); wish != draft.settings.cend(); ++wish)
            if (!wish.value().isEmpty() && wish.value() != before.settings.value(wish.key()))
                edited.set(device, {settings, wish.key()}, literal(draft, wish.key(), wish.value()));
        editParameters(edited, device, before.parameters, draft.parameters);
    } catch (const engine::Error &error) {
        return {text, error.message()};
    }
    return checked(text, edited.text(), device);
}

EditedText BenchFileEditing::added(const QByteArray &text, const DeviceDraft &draft) const
{
    QStringList lines{QStringLiteral("[[device]]")};
    for (const auto &[key, value] : plainKeys(draft))
        if (!value.isEmpty())
            lines << QStringLiteral("%1 = %2").arg(key, TomlText::quotedText(value));
    QStringList given;
    for (auto wish = draft.settings.cbegin(); wish != draft.settings.cend(); ++wish)
        if (!wish.value().isEmpty())
            given << QStringLiteral("%1 = %2").arg(wish.key(), literal(draft, wish.key(), wish.value()));
    if (!given.isEmpty())
        lines << QStringLiteral("settings = { %1 }").arg(given.join(QStringLiteral(", ")));
    TomlText edited(text);
    try {
        edited.append(lines);
    } catch (const engine::Error &error) {
        return {text, error.message()};
    }
    return checked(text, edited.text(), -1);
}

EditedText BenchFileEditing::duplicated(const QByteArray &text, int device, const QString &id) const
{
    TomlText edited(text);
    try {
        edited.duplicate(device, TomlText::quotedText(id));
    } catch (const engine::Error &error) {
        return {text, error.message()};
    }
    return {edited.text(), {}};
}

EditedText BenchFileEditing::removed(const QByteArray &text, int device) const
{
    TomlText edited(text);
    try {
        edited.removeDevice(device);
    } catch (const engine::Error &error) {
        return {text, error.message()};
    }
    return {edited.text(), {}};
}

std::vector<ParameterField> BenchFileEditing::parameters(const QByteArray &text, int device) const { return parameterFields(m_file, text, device); }

std::vector<FieldProblem> BenchFileEditing::problems(const QByteArray &text, int device) const
{
    const auto place = QStringLiteral("device[%1]").arg(device + 1);
    std::vector<FieldProblem> found;
    for (const auto &problem : checkBench(loadBench(m_file, text)))
        if (problem.key == place || problem.key.startsWith(place + u'.'))
            found.push_back({problem.key.mid(place.size() + 1), problem.message});
    return found;
}

QStringList BenchFileEditing::allProblems(const QByteArray &text) const
{
    QStringList lines;
    for (const auto &problem : checkBench(loadBench(m_file, text)))
        lines << tr("line %1, %2: %3").arg(QString::number(problem.line), problem.key, problem.message);
    return lines;
}

QString BenchFileEditing::save(const QByteArray &text, const QByteArray &before)
{
    const auto now = read();
    if (!now.problem.isEmpty())
        return now.problem;
    if (now.text != before)
        return tr("%1 was changed by somebody else since it was read. Nothing was written; read it again, and make your change once more.").arg(m_file);
    if (const auto why = saveFile(m_file, text); !why.isEmpty())
        return tr("%1 could not be written, and is as it was: %2.").arg(m_file, why);
    m_saved();
    return {};
}
} // namespace podium::app
