// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/presetstore.h"

#include "engine/tasks/error.h"
#include "ui/style/plaintext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include <algorithm>
#include <set>

namespace podium::ui
{
using namespace engine;

namespace
{
bool isSameName(const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

/// What a name has to be by itself.
bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= PresetStore::longestName && name == name.trimmed() && name == oneLine(name);
}

std::optional<Quantity> finiteQuantity(const QString &text)
{
    try {
        const auto quantity = Quantity::parse(text);
        return quantity.isFinite() ? std::optional(quantity) : std::nullopt;
    } catch (const Error &) {
        return std::nullopt;
    }
}

void sortByName(QList<Preset> &presets)
{
    std::sort(presets.begin(), presets.end(),
              [](const Preset &a, const Preset &b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
}
} // namespace

PresetStore::PresetStore(QString settingsFile, QString bench, QObject *parent)
    : QObject(parent)
    , m_file(std::move(settingsFile))
    , m_bench(std::move(bench))
{
}

QString PresetStore::key() const
{
    auto name = m_bench; // a slash would begin a group of its own
    name.replace(u'%', QStringLiteral("%25")).replace(u'/', QStringLiteral("%2F")).replace(u'\\', QStringLiteral("%5C"));
    return QStringLiteral("presets/") + name;
}

void PresetStore::load()
{
    const auto dropped = read();
    if (!dropped) {
        Q_EMIT complained(tr("The presets of %1 in %2 cannot be read, so there are none.").arg(m_bench, m_file));
        return;
    }
    if (dropped->isEmpty())
        return;
    constexpr qsizetype told = 5;
    const auto named = dropped->first(std::min(told, dropped->size())).join(QStringLiteral(", "));
    Q_EMIT complained(tr("Presets of %1 in %2 that make no sense were dropped (%3): %4%5")
                          .arg(m_bench, m_file, QString::number(dropped->size()), named,
                               dropped->size() > told ? QStringLiteral(", \u2026") : QString()));
}

std::optional<QStringList> PresetStore::read()
{
    m_presets.clear();
    m_unread.clear();
    QStringList dropped;
    if (m_file.isEmpty())
        return dropped;
    const auto kept = QSettings(m_file, QSettings::IniFormat).value(key());
    if (!kept.isValid())
        return dropped;
    const auto document = QJsonDocument::fromJson(kept.toString().toUtf8());
    if (!document.isObject()) {
        m_unread = kept;
        return std::nullopt;
    }
    const auto all = document.object();
    for (auto it = all.begin(); it != all.end(); ++it)
        take(it.key(), it.value(), dropped);
    if (!dropped.isEmpty())
        m_unread = kept;
    return dropped;
}

void PresetStore::catchUp()
{
    if (m_file.isEmpty() || m_isUnkept || !QSettings(m_file, QSettings::IniFormat).contains(key()))
        return;
    const auto before = m_presets;
    if (!read()) {
        m_presets = before;
        return;
    }
    std::set<Address> addresses;
    for (const auto *known : {&before, &std::as_const(m_presets)})
        for (const auto &[address, all] : *known)
            addresses.insert(address);
    for (const auto &address : addresses) {
        const auto old = before.find(address);
        if (presets(address) != (old == before.end() ? Presets() : old->second))
            Q_EMIT changed(address);
    }
}

void PresetStore::take(const QString &address, const QJsonValue &entries, QStringList &dropped)
{
    const auto shown = oneLine(address, 60);
    const auto parsed = Address::parse(address);
    if (!parsed || !entries.isArray() || qsizetype(m_presets.size()) >= mostAddresses) {
        dropped << shown;
        return;
    }
    for (const auto &entry : entries.toArray()) {
        const auto name = entry.toObject().value(u"name").toString();
        const auto value = finiteQuantity(entry.toObject().value(u"value").toString());
        const bool isFull = presets(*parsed).size() >= mostPerAddress;
        if (isFull || !value || !isName(name) || find(*parsed, name))
            dropped << tr("%1 of %2", "preset of an address")
                           .arg(name.isEmpty() ? tr("a nameless one") : oneLine(name, longestName), shown);
        else
            m_presets[*parsed] << Preset{name, *value};
    }
    if (const auto found = m_presets.find(*parsed); found != m_presets.end())
        sortByName(found->second);
}

QList<Preset> PresetStore::presets(const Address &address) const
{
    const auto found = m_presets.find(address);
    return found == m_presets.end() ? Presets() : found->second;
}

const Preset *PresetStore::find(const Address &address, const QString &name) const
{
    const auto all = m_presets.find(address);
    if (all == m_presets.end())
        return nullptr;
    const auto found = std::find_if(all->second.begin(), all->second.end(),
                                    [&](const Preset &preset) { return isSameName(preset.name, name); });
    return found == all->second.end() ? nullptr : &*found;
}

QString PresetStore::nameProblem(const Address &address, const QString &name) const
{
    if (name.trimmed().isEmpty())
        return tr("A preset needs a name.");
    if (!isName(name.trimmed()))
        return tr("The name of a preset has at most %1 characters, all of them visible.").arg(longestName);
    if (const auto *other = find(address, name.trimmed()))
        return tr("There is a preset \u201c%1\u201d already, at %2; choose another name.").arg(other->name, other->value.text());
    return {};
}

QString PresetStore::add(const Address &address, const Preset &preset)
{
    catchUp();
    if (const auto problem = nameProblem(address, preset.name); !problem.isEmpty())
        return problem;
    if (!preset.value.isFinite())
        return tr("%1 is no position to keep.").arg(preset.value.text());
    const bool isFull = presets(address).size() >= mostPerAddress;
    if (isFull || (!m_presets.contains(address) && qsizetype(m_presets.size()) >= mostAddresses))
        return tr("There are too many presets already: delete some first.");
    m_presets[address] << Preset{preset.name.trimmed(), preset.value};
    save(address);
    return {};
}

QString PresetStore::rename(const Address &address, const QString &from, const QString &to)
{
    catchUp();
    const auto *old = find(address, from);
    if (!old)
        return tr("There is no preset \u201c%1\u201d any more.").arg(from);
    const bool isSame = isSameName(from, to.trimmed()); // only upper and lower case may differ
    if (const auto problem = isSame ? QString() : nameProblem(address, to); !problem.isEmpty())
        return problem;
    auto &all = m_presets[address];
    all[old - all.constData()].name = to.trimmed();
    save(address);
    return {};
}

void PresetStore::remove(const Address &address, const QString &name)
{
    catchUp();
    if (!find(address, name))
        return;
    auto &all = m_presets[address];
    all.removeIf([&](const Preset &preset) { return isSameName(preset.name, name); });
    if (all.isEmpty())
        m_presets.erase(address);
    save(address);
}

void PresetStore::save(const Address &address)
{
    if (const auto found = m_presets.find(address); found != m_presets.end())
        sortByName(found->second);
    if (!m_file.isEmpty()) {
        QJsonObject all;
        for (const auto &[of, presets] : m_presets) {
            QJsonArray entries;
            for (const auto &preset : presets)
                entries << QJsonObject{{QStringLiteral("name"), preset.name}, {QStringLiteral("value"), preset.value.text()}};
            all.insert(of.text(), entries);
        }
        QSettings settings(m_file, QSettings::IniFormat);
        if (const auto beside = key() + QStringLiteral(".bad"); m_unread.isValid() && !settings.contains(beside))
            settings.setValue(beside, m_unread);
        settings.setValue(key(), QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact)));
        settings.sync();
        m_isUnkept = settings.status() != QSettings::NoError;
        if (m_isUnkept)
            Q_EMIT complained(tr("The presets could not be written to %1: they last until the program ends.").arg(m_file));
    }
    Q_EMIT changed(address);
}
} // namespace podium::ui
