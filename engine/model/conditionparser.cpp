// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/conditionlexer.h"
#include "engine/model/conditionnode.h"
#include "engine/model/valuecheck.h"

namespace podium::engine
{
namespace
{
using Kind = ConditionToken::Kind;
using Node = InterlockCondition::Node;
using NodePtr = std::shared_ptr<const Node>;

/// Source: recursive descent; or binds loosest, then and, then not, then comparisons.
class Parser
{
public:
    Parser(const QString &text, const InterlockCondition::Lookup &lookup)
        : m_text(text)
        , m_lookup(lookup)
        , m_tokens(conditionTokens(text))
    {
    }

    NodePtr parse()
    {
        auto root = either();
        if (now().kind != Kind::End)
            conditionError(m_text, now().column, QStringLiteral("'and', 'or' or the end was expected, not \"%1\"").arg(now().text));
        return root;
    }

private:
    const ConditionToken &now() const { return m_tokens[m_at]; }
    ConditionToken take() { return m_tokens[m_at++]; }

    static NodePtr join(Node::Kind kind, NodePtr first, NodePtr second)
    {
        auto node = std::make_shared<Node>();
        node->kind = kind;
        node->first = std::move(first);
        node->second = std::move(second);
        return node;
    }

    NodePtr either()
    {
        auto node = both();
        while (now().kind == Kind::Or) {
            take();
            node = join(Node::Kind::Or, node, both());
        }
        return node;
    }

    NodePtr both()
    {
        auto node = negation();
        while (now().kind == Kind::And) {
            take();
            node = join(Node::Kind::And, node, negation());
        }
        return node;
    }

    NodePtr negation()
    {
        if (now().kind == Kind::Not) {
            take();
            return join(Node::Kind::Not, negation(), nullptr);
        }
        if (now().kind != Kind::Open)
            return comparison();
        take();
        auto node = either();
        if (now().kind != Kind::Close)
            conditionError(m_text, now().column, QStringLiteral("a closing bracket was expected"));
        take();
        return node;
    }

    Node::Operand operand()
    {
        const auto token = take();
        Node::Operand operand;
        if (token.kind == Kind::Literal) {
            operand.literal = token.literal;
        } else if (token.kind == Kind::Address) {
            operand.parameter = m_lookup(*Address::parse(token.text));
            if (!operand.parameter)
                conditionError(m_text, token.column, QStringLiteral("there is no parameter %1 on this bench").arg(token.text));
            if (!operand.parameter->spec().isReadable())
                conditionError(m_text, token.column, QStringLiteral("%1 can only be written, so it has no reading").arg(token.text));
        } else {
            conditionError(m_text, token.column,
                           QStringLiteral("an address such as supply.voltage, a value or a text was expected%1")
                               .arg(token.text.isEmpty() ? QString() : QStringLiteral(", not \"%1\"").arg(token.text)));
        }
        return operand;
    }

    Node::Kind comparisonKind()
    {
        static const std::vector<std::pair<QString, Node::Kind>> kinds{
            {QStringLiteral("<"), Node::Kind::Less},          {QStringLiteral("<="), Node::Kind::LessEqual},
            {QStringLiteral(">"), Node::Kind::Greater},       {QStringLiteral(">="), Node::Kind::GreaterEqual},
            {QStringLiteral("=="), Node::Kind::Equal},        {QStringLiteral("!="), Node::Kind::NotEqual},
        };
        for (const auto &[text, kind] : kinds) {
            if (now().kind == Kind::Operator && now().text == text) {
                take();
                return kind;
            }
        }
        conditionError(m_text, now().column, QStringLiteral("one of < <= > >= == != was expected"));
    }

    /// A literal takes the type and the unit of the parameter that it is compared with.
    void match(Node::Operand &literal, const Parameter &parameter, int column)
    {
        try {
            literal.literal = coerce(parameter.spec(), literal.literal, parameter.address());
        } catch (const Error &error) {
            conditionError(m_text, column, error.message());
        }
        if (parameter.spec().type != ParameterType::Choice)
            return; // what is beyond the limits may still be compared with
        for (const auto &refusal : checkValue(parameter.spec(), literal.literal, {}, parameter.address()))
            conditionError(m_text, column, refusal.message);
    }

    NodePtr comparison()
    {
        auto node = std::make_shared<Node>();
        const int leftColumn = now().column;
        node->left = operand();
        const int column = now().column;
        node->kind = comparisonKind();
        const int rightColumn = now().column;
        node->right = operand();
        auto *left = node->left.parameter;
        auto *right = node->right.parameter;
        if (!left && !right)
            conditionError(m_text, leftColumn, QStringLiteral("one side of a comparison has to be an address"));
        if (left && !right)
            match(node->right, *left, rightColumn);
        else if (right && !left)
            match(node->left, *right, leftColumn);
        else if (left->spec().type != right->spec().type || !left->spec().unit.compatibleWith(right->spec().unit))
            conditionError(m_text, column,
                           QStringLiteral("%1 and %2 cannot be compared").arg(left->address(), right->address()));
        const auto type = (left ? left : right)->spec().type;
        const bool ordered = type == ParameterType::Quantity || type == ParameterType::Integer;
        if (!ordered && node->kind != Node::Kind::Equal && node->kind != Node::Kind::NotEqual)
            conditionError(m_text, column, QStringLiteral("only == and != are possible here"));
        return node;
    }

    QString m_text;
    const InterlockCondition::Lookup &m_lookup;
    std::vector<ConditionToken> m_tokens;
    std::size_t m_at = 0;
};
} // namespace

InterlockCondition InterlockCondition::parse(const QString &text, const Lookup &lookup)
{
    InterlockCondition condition;
    condition.m_text = text.trimmed();
    condition.m_root = Parser(condition.m_text, lookup).parse();
    return condition;
}
} // namespace podium::engine
