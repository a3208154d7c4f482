// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/address.h"
#include "engine/model/quantity.h"

#include <QList>
#include <QObject>
#include <QVariant>

#include <map>
#include <optional>

namespace podium::ui
{
/// A position with a name.
struct Preset {
    QString name;
    engine::Quantity value;
    bool operator==(const Preset &) const = default;
};

/// The named positions of the parameters of one bench, kept in the settings; each change is written at once.
///
/// What stands in the settings is foreign: an entry that is no preset is dropped and told, and before the first write over
/// it the whole text is kept beside, under the key with ".bad". Presets of devices that the bench does not have now stay.
/// Before each change the settings are read again: another program may keep presets there, too. Thread: the GUI's.
class PresetStore : public QObject
{
    Q_OBJECT

public:
    static constexpr int longestName = 40;  ///< characters
    static constexpr int mostPerAddress = 100;
    static constexpr int mostAddresses = 1000;

    /// settingsFile: an INI file; empty: nothing is kept beyond the life of this.
    PresetStore(QString settingsFile, QString bench, QObject *parent = nullptr);

    /// Reads what is kept.
    void load();

    /// In the order of their names.
    QList<Preset> presets(const engine::Address &address) const;
    /// Null if there is none of this name.
    const Preset *find(const engine::Address &address, const QString &name) const;

    /// Why this cannot be a preset's new name, as a sentence; empty: it can. Names differ by more than upper and lower case.
    QString nameProblem(const engine::Address &address, const QString &name) const;
    /// Errors: the answer is the sentence that says why nothing was done; empty: it was.
    QString add(const engine::Address &address, const Preset &preset);
    QString rename(const engine::Address &address, const QString &from, const QString &to);
    void remove(const engine::Address &address, const QString &name);

Q_SIGNALS:
    void changed(const podium::engine::Address &address);
    /// Something could not be read or kept: a sentence for the log.
    void complained(const QString &message);

private:
    using Presets = QList<Preset>;

    QString key() const;
    /// Takes over what is kept; what of it cannot be used, dropped; null: nothing at all can be read.
    std::optional<QStringList> read();
    /// Takes over what another program has changed, and tells of it.
    void catchUp();
    void take(const QString &address, const QJsonValue &entries, QStringList &dropped);
    void save(const engine::Address &address);

    const QString m_file;
    const QString m_bench;
    std::map<engine::Address, Presets> m_presets;
    QVariant m_unread;       ///< what is kept, if not all of it could be taken over
    bool m_isUnkept = false; ///< the last write failed: what is here is newer than what is kept
};
} // namespace podium::ui
