// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/presetstore.h"

#include "tests/support/testmain.h"
#include "tests/ui/windowdesk.h"
#include "ui/log/logmodel.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/parameterrow.h"
#include "ui/panels/presetbar.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace podium::tests;
using namespace podium;
using ui::Preset;
using ui::PresetStore;

namespace
{
Quantity quantity(const char *text) { return Quantity::parse(QString::fromLatin1(text)); }

/// A settings file, and what is complained about it.
struct Kept {
    Kept() { m_complaints = std::make_unique<QSignalSpy>(&store, &PresetStore::complained); }
    void write(const QVariant &value, const char *key = "presets/optics")
    {
        QSettings settings(file, QSettings::IniFormat);
        settings.setValue(QString::fromLatin1(key), value);
    }
    QStringList complaints() const
    {
        QStringList all;
        for (const auto &told : *m_complaints)
            all << told.first().toString();
        return all;
    }

    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.ini"));
    PresetStore store{file, QStringLiteral("optics")};
    const Address x{QStringLiteral("stage/x"), QStringLiteral("position")};

private:
    std::unique_ptr<QSignalSpy> m_complaints;
};

void kept(const char *sentence, void (*body)(Kept &))
{
    check(sentence, [body] {
        Kept settings;
        body(settings);
    });
}
} // namespace

/// How named positions are kept in the settings.
class TstPresetStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void store_data()
    {
        checkTable();
        kept("What is kept is there again, to the last digit and in its own unit", [](Kept &kept) {
            const Preset fine{QStringLiteral("Fine, \"ä\" = %/\\"), Quantity(0.1 + 0.2, Unit::parse(QStringLiteral("um")))};
            QCOMPARE(kept.store.add(kept.x, fine), QString());
            QCOMPARE(kept.store.add(kept.x, {QStringLiteral("a"), quantity("-3e-7 mm")}), QString());
            PresetStore again(kept.file, QStringLiteral("optics"));
            again.load();
            QCOMPARE(again.presets(kept.x), (QList<Preset>{{QStringLiteral("a"), quantity("-3e-7 mm")}, fine}));
        });
        kept("Another bench has its own", [](Kept &kept) {
            kept.store.add(kept.x, {QStringLiteral("a"), quantity("1 mm")});
            PresetStore other(kept.file, QStringLiteral("optics/2"));
            other.load();
            QVERIFY(other.presets(kept.x).isEmpty());
            other.add(kept.x, {QStringLiteral("b"), quantity("2 mm")});
            PresetStore again(kept.file, QStringLiteral("optics"));
            again.load();
            QCOMPARE(again.presets(kept.x).size(), 1);
            QCOMPARE(again.presets(kept.x).first().name, QStringLiteral("a"));
        });
        kept("Presets of a device that is not there now survive a change of another", [](Kept &kept) {
            kept.write(QStringLiteral(R"({"gone.position":[{"name":"a","value":"1 V"}]})"));
            kept.store.load();
            kept.store.add(kept.x, {QStringLiteral("b"), quantity("1 mm")});
            PresetStore again(kept.file, QStringLiteral("optics"));
            again.load();
            QCOMPARE(again.presets(*Address::parse(QStringLiteral("gone.position"))).size(), 1);
        });
        kept("Bad entries are dropped and told, good ones stay", [](Kept &kept) {
            kept.write(QStringLiteral(R"({"stage/x.position":[{"name":"good","value":"1 mm"},{"name":"","value":"1 mm"},
                {"name":"nan","value":"NaN mm"},{"name":"unit","value":"1 parsec-ish"},{"name":"bare","value":7},
                {"name":"line\nbreak","value":"1 mm"},{"name":"GOOD","value":"2 mm"},"text"],
                "no address":[],"stage/y.position":"text"})"));
            kept.store.load();
            QCOMPARE(kept.store.presets(kept.x), (QList<Preset>{{QStringLiteral("good"), quantity("1 mm")}}));
            QCOMPARE(kept.complaints().size(), 1);
            QVERIFY2(kept.complaints().first().contains(QStringLiteral("(9)")), qPrintable(kept.complaints().first()));
        });
        kept("What is no list of presets at all is told, and can be replaced", [](Kept &kept) {
            for (const auto &bad : {QVariant(QStringLiteral("{")), QVariant(QStringLiteral("[]")), QVariant(QStringList{QStringLiteral("a"), QStringLiteral("b")}),
                                    QVariant(QString(100'000, u'['))}) {
                kept.write(bad);
                const auto before = kept.complaints().size();
                kept.store.load();
                QVERIFY(kept.store.presets(kept.x).isEmpty());
                QCOMPARE(kept.complaints().size(), before + 1);
            }
            QCOMPARE(kept.store.add(kept.x, {QStringLiteral("a"), quantity("1 mm")}), QString());
        });
        kept("What could not be read is kept beside before it is written over, and only once", [](Kept &kept) {
            const auto beside = [&kept] { return QSettings(kept.file, QSettings::IniFormat).value(QStringLiteral("presets/optics.bad")).toString(); };
            const auto partly = QStringLiteral(R"({"stage/x.position":[{"name":"good","value":"1 mm"},{"name":"odd","value":"1 parsec-ish"}]})");
            kept.write(partly);
            kept.store.load();
            QCOMPARE(beside(), QString());
            kept.store.add(kept.x, {QStringLiteral("a"), quantity("1 mm")});
            QCOMPARE(beside(), partly);
            QCOMPARE(kept.store.presets(kept.x).size(), 2);
            kept.write(QStringLiteral("{"));
            kept.store.add(kept.x, {QStringLiteral("b"), quantity("1 mm")});
            QCOMPARE(beside(), partly);
            QCOMPARE(kept.store.presets(kept.x).size(), 3); // those that are here stay
        });
        kept("Two programs on one file lose nothing of each other, and see it at their next change", [](Kept &kept) {
            PresetStore other(kept.file, QStringLiteral("optics"));
            kept.store.load();
            other.load();
            QSignalSpy told(&other, &PresetStore::changed);
            kept.store.add(kept.x, {QStringLiteral("a"), quantity("1 mm")});
            const Address y{QStringLiteral("stage/y"), QStringLiteral("position")};
            QCOMPARE(other.add(y, {QStringLiteral("b"), quantity("2 mm")}), QString());
            QCOMPARE(told.size(), 2); // of both addresses
            QCOMPARE(other.presets(kept.x).size(), 1);
            QVERIFY(!other.add(kept.x, {QStringLiteral("A"), quantity("3 mm")}).isEmpty());
            kept.store.remove(kept.x, QStringLiteral("a"));
            PresetStore again(kept.file, QStringLiteral("optics"));
            again.load();
            QVERIFY(again.presets(kept.x).isEmpty());
            QCOMPARE(again.presets(y).size(), 1);
        });
        kept("There is a most of them, kept ones included", [](Kept &kept) {
            QStringList entries;
            for (int i = 0; i < 150; ++i)
                entries << QStringLiteral(R"({"name":"p%1","value":"1 mm"})").arg(i);
            kept.write(QStringLiteral(R"({"stage/x.position":[%1]})").arg(entries.join(u',')));
            kept.store.load();
            QCOMPARE(kept.store.presets(kept.x).size(), PresetStore::mostPerAddress);
            QVERIFY(kept.complaints().first().contains(QStringLiteral("(50)")));
            QVERIFY(!kept.store.add(kept.x, {QStringLiteral("one more"), quantity("1 mm")}).isEmpty());
        });
        kept("Names are checked", [](Kept &kept) {
            QCOMPARE(kept.store.add(kept.x, {QStringLiteral("Load"), quantity("1 mm")}), QString());
            for (const auto &bad : {QString(), QStringLiteral("  "), QStringLiteral("load"), QStringLiteral("a\u202eb"), QString(41, u'n')})
                QVERIFY2(!kept.store.add(kept.x, {bad, quantity("1 mm")}).isEmpty(), qPrintable(bad));
            QCOMPARE(kept.store.presets(kept.x).size(), 1);
            QCOMPARE(kept.store.rename(kept.x, QStringLiteral("Load"), QStringLiteral("LOAD")), QString());
            QCOMPARE(kept.store.presets(kept.x).first().name, QStringLiteral("LOAD"));
        });
        kept("What cannot be written is told, and lasts until the end", [](Kept &kept) {
            PresetStore lost(QStringLiteral("/proc/no such folder/window.ini"), QStringLiteral("optics"));
            const QSignalSpy complaints(&lost, &PresetStore::complained);
            QCOMPARE(lost.add(kept.x, {QStringLiteral("a"), quantity("1 mm")}), QString());
            QCOMPARE(complaints.size(), 1);
            QCOMPARE(lost.presets(kept.x).size(), 1);
        });
    }
    void store() { runCheck(); }

    void aWindowKeepsThemAndTellsWhatItDrops()
    {
        QTemporaryDir state;
        ui::WindowServices services;
        services.settingsFile = state.filePath(QStringLiteral("window.ini"));
        QSettings(services.settingsFile, QSettings::IniFormat)
            .setValue(QStringLiteral("presets/test bench"), QStringLiteral(R"({"a.position":[{"name":"load","value":"3 mm"},{"name":"bad"}]})"));
        WindowDesk desk(services);
        desk.window->panels().open(QStringLiteral("a"));
        desk.settle();
        auto &bar = *desk.window->panels().panel(QStringLiteral("a"))->row(QStringLiteral("a.position"))->presets();
        QCOMPARE(bar.choice().itemData(0, Qt::UserRole + 1).toString(), QStringLiteral("load  (3.000 mm)"));
        QStringList told;
        for (int i = 0; i < desk.window->log().rowCount(); ++i)
            told << desk.window->log().lineText(i);
        QVERIFY2(told.join(u'\n').contains(QStringLiteral("make no sense were dropped (1): bad of a.position")), qPrintable(told.join(u'\n')));
    }
};

PODIUM_TEST_MAIN(TstPresetStore)
#include "tst_presetstore.moc"
