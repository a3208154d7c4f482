// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/registerblocks.h"
#include "devices/modbus/registerfield.h"
#include "devices/modbus/registersection.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace podium;
using namespace podium::devices;
using namespace podium::engine;

namespace
{
using Words = std::vector<quint16>;

ParameterSpec spec(ParameterType type)
{
    ParameterSpec result;
    result.name = QStringLiteral("p");
    result.type = type;
    return result;
}

ConfigNode node(const QVariant &value)
{
    ConfigNode result;
    result.key = QStringLiteral("register");
    result.kind = value.typeId() == QMetaType::QString ? ConfigNode::Kind::Text : ConfigNode::Kind::Integer;
    result.text = value.toString();
    result.integer = value.toLongLong();
    return result;
}
} // namespace

class ModbusRegistersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numberLiesInItsRegisters_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("order");
        QTest::addColumn<double>("value");
        QTest::addColumn<QList<int>>("words");
        const auto row = [](const char *name, RegisterType type, WordOrder order, double value, const QList<int> &words) {
            QTest::newRow(name) << int(type) << int(order) << value << words;
        };
        row("a negative int16", RegisterType::Int16, WordOrder::Big, -2, {0xfffe});
        row("the largest uint16", RegisterType::Uint16, WordOrder::Big, 65535, {0xffff});
        row("an int32", RegisterType::Int32, WordOrder::Big, -2, {0xffff, 0xfffe});
        row("a uint32, the low word first", RegisterType::Uint32, WordOrder::WordSwap, 0x12345678, {0x5678, 0x1234});
        row("a uint32, bytes swapped", RegisterType::Uint32, WordOrder::ByteSwap, 0x12345678, {0x3412, 0x7856});
        row("a uint32, all swapped", RegisterType::Uint32, WordOrder::Little, 0x12345678, {0x7856, 0x3412});
        row("a float32", RegisterType::Float32, WordOrder::Big, 123.25, {0x42f6, 0x8000});
        row("a float32, the low word first", RegisterType::Float32, WordOrder::WordSwap, 123.25, {0x8000, 0x42f6});
        row("a float64", RegisterType::Float64, WordOrder::Big, -1.5, {0xbff8, 0, 0, 0});
        row("a float64, the low word first", RegisterType::Float64, WordOrder::WordSwap, -1.5, {0, 0, 0, 0xbff8});
    }
    void numberLiesInItsRegisters()
    {
        QFETCH(int, type);
        QFETCH(int, order);
        QFETCH(double, value);
        QFETCH(QList<int>, words);
        RegisterField field;
        field.type = static_cast<RegisterType>(type);
        field.order = static_cast<WordOrder>(order);
        const Words there(words.begin(), words.end());
        QCOMPARE(field.count(), int(words.size()));
        QCOMPARE(std::get<Quantity>(field.decode(spec(ParameterType::Quantity), there)).value(), value);
        QVERIFY(field.encode(Quantity(value, Unit())) == there);
    }

    void scaleAndOffsetMakeTheValue()
    {
        RegisterField field;
        field.type = RegisterType::Int16;
        field.scale = 0.1;
        field.offset = -50;
        QCOMPARE(std::get<Quantity>(field.decode(spec(ParameterType::Quantity), {725})).value(), 22.5);
        QVERIFY(field.encode(Quantity(22.5, Unit())) == Words{725});
        QCOMPARE(*field.range().low, -3326.8);
        QCOMPARE(*field.range().high, 3226.7);
    }

    void otherTypesAreReadStrictly()
    {
        RegisterField field;
        field.on = 2;
        QCOMPARE(field.decode(spec(ParameterType::Boolean), {2}), Value(true));
        QCOMPARE(field.decode(spec(ParameterType::Boolean), {0}), Value(false));
        QVERIFY_THROWS_EXCEPTION(Error, field.decode(spec(ParameterType::Boolean), {1}));
        QVERIFY(field.encode(true) == Words{2});
        field.choices = {{QStringLiteral("slow"), 1}, {QStringLiteral("fast"), 4}};
        QCOMPARE(field.decode(spec(ParameterType::Choice), {4}), Value(QStringLiteral("fast")));
        QVERIFY_THROWS_EXCEPTION(Error, field.decode(spec(ParameterType::Choice), {3}));
        QVERIFY(field.encode(QStringLiteral("slow")) == Words{1});
        QVERIFY_THROWS_EXCEPTION(Error, field.encode(QStringLiteral("medium")));
        field.bit = 3;
        QCOMPARE(field.decode(spec(ParameterType::Boolean), {0x0008}), Value(true));
        QCOMPARE(field.decode(spec(ParameterType::Boolean), {0xfff7}), Value(false));
        field.bit = -1;
        field.invalid = {32767};
        QVERIFY_THROWS_EXCEPTION(Error, field.decode(spec(ParameterType::Integer), {32767}));
        field.type = RegisterType::Text;
        field.length = 3;
        QCOMPARE(field.decode(spec(ParameterType::Text), {0x4142, 0x4300, 0x5858}), Value(QStringLiteral("ABC")));
        QVERIFY_THROWS_EXCEPTION(Error, field.decode(spec(ParameterType::Text), {0x4102, 0, 0}));
        field.type = RegisterType::Float32;
        QVERIFY_THROWS_EXCEPTION(Error, field.decode(spec(ParameterType::Quantity), {0x7fc0, 0}));
        QVERIFY_THROWS_EXCEPTION(Error, field.decode(spec(ParameterType::Quantity), {0x7f80, 0}));
    }

    void whatDoesNotFitIsRefusedAndNotCut_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("value");
        QTest::newRow("an int16 above") << int(RegisterType::Int16) << 32768.0;
        QTest::newRow("an int16 below") << int(RegisterType::Int16) << -32769.0;
        QTest::newRow("a negative uint16") << int(RegisterType::Uint16) << -1.0;
        QTest::newRow("a uint32 above") << int(RegisterType::Uint32) << 4294967296.0;
        QTest::newRow("a float32 above") << int(RegisterType::Float32) << 1e39;
        QTest::newRow("no number") << int(RegisterType::Uint16) << qQNaN();
    }
    void whatDoesNotFitIsRefusedAndNotCut()
    {
        QFETCH(int, type);
        QFETCH(double, value);
        RegisterField field;
        field.type = static_cast<RegisterType>(type);
        QVERIFY_THROWS_EXCEPTION(Error, field.encode(Quantity(value, Unit())));
    }

    void writesTakeTheFunctionThatFits()
    {
        RegisterField word;
        word.address = 5;
        QCOMPARE(writeRequest(word, {1}, false).toHex(), QByteArray("0600050001"));
        QCOMPARE(writeRequest(word, {1}, true).toHex(), QByteArray("10000500010200" "01"));
        QCOMPARE(writeRequest(word, {1, 2}, false).toHex(), QByteArray("1000050002040001" "0002"));
        RegisterField coil;
        coil.table = ModbusTable::Coil;
        coil.address = 5;
        QCOMPARE(writeRequest(coil, {1}, false).toHex(), QByteArray("050005ff00"));
        QCOMPARE(writeRequest(coil, {1}, true).toHex(), QByteArray("0f000500010101"));
    }

    void neighboursAreReadTogether_data()
    {
        QTest::addColumn<int>("gap");
        QTest::addColumn<int>("most");
        QTest::addColumn<QList<int>>("wanted"); // address and count
        QTest::addColumn<QList<int>>("blocks");
        QTest::newRow("neighbours") << 0 << 125 << QList<int>{2, 2, 0, 1, 1, 1} << QList<int>{0, 4};
        QTest::newRow("a gap") << 0 << 125 << QList<int>{0, 1, 2, 1} << QList<int>{0, 1, 2, 1};
        QTest::newRow("a gap that is allowed") << 1 << 125 << QList<int>{0, 1, 2, 1} << QList<int>{0, 3};
        QTest::newRow("the same twice, and one within another") << 0 << 125 << QList<int>{0, 4, 0, 4, 1, 1} << QList<int>{0, 4};
        QTest::newRow("more than one read may have") << 0 << 8 << QList<int>{0, 4, 4, 4, 8, 1} << QList<int>{0, 8, 8, 1};
        QTest::newRow("alone") << -1 << 125 << QList<int>{0, 1, 1, 1} << QList<int>{0, 1, 1, 1};
    }
    void neighboursAreReadTogether()
    {
        QFETCH(int, gap);
        QFETCH(int, most);
        QFETCH(QList<int>, wanted);
        std::vector<RegisterBlock> spans;
        for (qsizetype i = 0; i < wanted.size(); i += 2)
            spans.push_back({ModbusTable::Holding, wanted[i], wanted[i + 1]});
        QList<int> blocks;
        for (const auto &block : joined(spans, gap, most))
            blocks << block.address << block.count;
        QTEST(blocks, "blocks");
    }

    void tablesAreReadApart()
    {
        const auto blocks = joined({{ModbusTable::Holding, 0, 1}, {ModbusTable::Input, 1, 1}, {ModbusTable::Coil, 0, 1}}, 100, 125);
        QCOMPARE(blocks.size(), 3U);
        RegisterImage image;
        image.store({ModbusTable::Coil, 4, 3}, QByteArray::fromHex("010105"));
        image.store({ModbusTable::Input, 4, 1}, QByteArray::fromHex("04021234"));
        QVERIFY((image.words({ModbusTable::Coil, 4, 3}) == Words{1, 0, 1}));
        QVERIFY((image.words({ModbusTable::Input, 4, 1}) == Words{0x1234}));
        QVERIFY(image.words({ModbusTable::Holding, 4, 1}).empty());
        QVERIFY(image.words({ModbusTable::Coil, 4, 4}).empty());
    }

    void referenceNumberNamesATableAndAnAddress_data()
    {
        QTest::addColumn<QVariant>("number");
        QTest::addColumn<int>("table");
        QTest::addColumn<int>("address");
        QTest::newRow("5 digits") << QVariant(40001) << int(ModbusTable::Holding) << 0;
        QTest::newRow("the last of 5 digits") << QVariant(49999) << int(ModbusTable::Holding) << 9998;
        QTest::newRow("6 digits") << QVariant(465536) << int(ModbusTable::Holding) << 65535;
        QTest::newRow("an input register") << QVariant(30010) << int(ModbusTable::Input) << 9;
        QTest::newRow("a discrete input") << QVariant(100001) << int(ModbusTable::Discrete) << 0;
        QTest::newRow("a coil as a text") << QVariant(QStringLiteral("00017")) << int(ModbusTable::Coil) << 16;
        QTest::newRow("a coil as a text of 6 digits") << QVariant(QStringLiteral("000001")) << int(ModbusTable::Coil) << 0;
    }
    void referenceNumberNamesATableAndAnAddress()
    {
        QFETCH(QVariant, number);
        ProblemList problems(QStringLiteral("f"));
        const auto place = readPlace(node(number), problems);
        QVERIFY2(place, problems.count() ? qPrintable(problems.all().front().message) : "");
        QTEST(int(place->table), "table");
        QTEST(int(place->address), "address");
    }

    void numberThatIsNoReferenceIsRefused_data()
    {
        QTest::addColumn<QVariant>("number");
        QTest::addColumn<QString>("message");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("one that could be two") << QVariant(18)
                                               << s("18 could be the reference number of coil 18, which is { table = \"coil\", address = 17 }, "
                                                    "or the address 18 counted from 0, for example { table = \"holding\", address = 18 }");
        QTest::newRow("0") << QVariant(0) << s("the number 0 is no reference number");
        QTest::newRow("a table that does not exist") << QVariant(20001) << s("the number 20001 is no reference number");
        QTest::newRow("counted from 0") << QVariant(40000) << s("the number 40000 is no reference number");
        QTest::newRow("beyond") << QVariant(465537) << s("the number 465537 is no reference number");
        QTest::newRow("negative") << QVariant(-1) << s("the number -1 is no reference number");
        QTest::newRow("hexadecimal") << QVariant(QStringLiteral("0x1000")) << s("\"0x1000\" is no reference number");
    }
    void numberThatIsNoReferenceIsRefused()
    {
        QFETCH(QVariant, number);
        QFETCH(QString, message);
        ProblemList problems(QStringLiteral("f"));
        QVERIFY(!readPlace(node(number), problems));
        QCOMPARE(problems.count(), std::size_t(1));
        QVERIFY2(problems.all().front().message.startsWith(message), qPrintable(problems.all().front().message));
    }
};

PODIUM_TEST_MAIN(ModbusRegistersTest)
#include "tst_modbusregisters.moc"
