"""A rubric of one item, for its words."""

from dangjian_kaoping.model.rubric import Item, Rubric

from .plant import document

_ITEM = """\
kind: rubric
version: 1
title: 一条
effective_from: 2020Q1
areas:
- id: A
  name: 方面
  items:
  - {id: A-1, title: 项目, points: 5, department: 部, HEADclauses: [{id: 条, text: 原文, CLAUSE}]}
"""


def item_with(clause: str, head: str = "") -> Item:
    text = _ITEM.replace("CLAUSE", clause).replace("HEAD", head)
    return document(Rubric, text, "rubrics/1.yaml").by_item["A-1"]
